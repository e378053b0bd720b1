/** Only the scripts of the build run: each is known by its hash, whenever it is fetched, and text is never made code. */
import { readFile, readdir } from 'node:fs/promises'
import { expect, test } from 'vitest'
import type { Page } from '../people/expect.ts'
import { onScreen } from '../people/page.ts'
import { useStage } from '../people/stage.ts'

const stage = useStage()
const WEB = new URL('../../../client/dist/web/', import.meta.url)
const scripts = (await readdir(new URL('assets/', WEB))).filter((name) => name.endsWith('.js'))

/** From now on this script arrives with one more line at its end. */
async function tamperWith(page: Page, name: RegExp): Promise<string> {
  const script = scripts.find((one) => name.test(one))
  if (script === undefined) throw new Error(`no script is called like ${name}`)
  const body = `${await readFile(new URL(`assets/${script}`, WEB), 'utf8')}\n;globalThis.tampered = true`
  await page.route(`**/assets/${script}`, (route) => route.fulfill({ body, contentType: 'text/javascript' }))
  return `/assets/${script}`
}

const ran = (page: Page) => page.evaluate(() => 'tampered' in globalThis)
/** As text: an import written here would be the test runner's. */
const imported = (page: Page, script: string) => page.evaluate<string>(`import('${script}').then(() => 'ran', () => 'refused')`)
const refused = (page: Page, script: string) =>
  page.waitForEvent('console', (message) => message.type() === 'error' && message.text().includes('integrity') && message.text().includes(script))

test('HT225 a script that was changed on its way does not run, be it named by the page or imported by another', async () => {
  const link = await stage.therapist.makeRoom('Changed')
  for (const name of [/^index-/, /^start-/]) {
    const { page } = await stage.client()
    const script = await tamperWith(page, name)
    await Promise.all([refused(page, script), page.goto(link)])
    expect(await ran(page)).toBe(false)
    expect(await page.locator('#root').innerHTML()).toBe('')
  }
})

test('HT225 a script that is fetched later and was changed does not run, and the page before it does', async () => {
  const link = await stage.therapist.makeRoom('Changed later')
  const { page } = await stage.client()
  const script = await tamperWith(page, /^ahead-anyTime-/)
  await Promise.all([refused(page, script), page.goto(link)])
  await onScreen(page, 'lobby')
  const answer = await imported(page, script)
  expect([answer, await ran(page)]).toEqual(['refused', false])
})

test('HT225 a script of our own origin that the build does not know does not run', async () => {
  const link = await stage.therapist.makeRoom('Unknown')
  const { page } = await stage.client()
  await page.route('**/assets/unknown.js', (route) => route.fulfill({ body: 'globalThis.tampered = true', contentType: 'text/javascript' }))
  await page.goto(link)
  await onScreen(page, 'lobby')
  const answer = await imported(page, '/assets/unknown.js')
  expect([answer, await ran(page)]).toEqual(['refused', false])
})

test('HT226 no page makes a policy by which text becomes code, and text does not', async () => {
  const link = await stage.therapist.makeRoom('Text')
  const client = await stage.client()
  await client.openLink(link)
  const outcomes = await client.page.evaluate(() => {
    const tried = (act: () => void) => {
      try {
        act()
        return 'done'
      } catch (thrown) {
        return (thrown as Error).name
      }
    }
    const { trustedTypes } = globalThis as unknown as { trustedTypes: { createPolicy(name: string, rules: object): void } }
    return [
      tried(() => trustedTypes.createPolicy('default', {})),
      tried(() => trustedTypes.createPolicy('another', {})),
      tried(() => document.createElement('div').setHTMLUnsafe('<b>text</b>')),
    ]
  })
  expect(outcomes).toEqual(['TypeError', 'TypeError', 'TypeError'])
  client.unharmed()
})
