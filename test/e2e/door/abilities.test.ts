/** Browsers in which something is switched off that a page takes for granted. */
import type { BrowserContext } from 'playwright-core'
import { expect, test } from 'vitest'
import { onScreen } from '../people/page.ts'
import { useStage } from '../people/stage.ts'

const stage = useStage()

const withoutCalls = (context: BrowserContext) =>
  context.addInitScript(() => Reflect.deleteProperty(globalThis, 'RTCPeerConnection'))

/** As with cookies blocked in Chromium: reading the storage throws, and no database opens. */
const withoutStorage = (context: BrowserContext) =>
  context.addInitScript(() => {
    const refuse = (): never => {
      throw new DOMException('Access is denied for this document.', 'SecurityError')
    }
    for (const name of ['sessionStorage', 'localStorage']) Object.defineProperty(globalThis, name, { get: refuse })
    Object.defineProperty(IDBFactory.prototype, 'open', { value: refuse })
  })

test('UI291 where calls are switched off, the pages of both say so at once', async () => {
  const link = await stage.therapist.makeRoom('No calls here')
  const client = await stage.client()
  await withoutCalls(client.context)
  for (const address of [link, stage.server.origin]) {
    await client.page.goto(address)
    await onScreen(client.page, 'no-calls')
    await client.page.getByText('Open the same address in another browser').waitFor()
  }
})

test('UI292 with storage blocked a client comes in, is told that a reload forgets, and can come in again by the address bar', async () => {
  const link = await stage.therapist.makeRoom('Keeps nothing')
  const client = await stage.client()
  await withoutStorage(client.context)
  await client.openLink(link)
  await client.page.locator('[data-notice="storage"]').waitFor()
  expect(client.page.url(), 'the link stays where a reload finds it').toBe(link)
  await client.join()
  await stage.therapist.admit('Keeps nothing')
  await Promise.all([client.together(), stage.therapist.together()])
  await client.press('slower')
  await client.signalIs('onScreen')
  await client.page.reload()
  await onScreen(client.page, 'lobby')
  await stage.therapist.end()
  client.unharmed()
})

test('UI292 with storage blocked a therapist signs in with the recovery code and reads that the browser remembers nothing', async () => {
  const other = await stage.client()
  await withoutStorage(other.context)
  await other.page.goto(stage.server.origin)
  await onScreen(other.page, 'sign-in')
  await other.page.locator('[data-notice="storage"]').waitFor()
})

test('UI293 a camera that has been starting for five seconds says what the browser waits for, until it is on', async () => {
  const link = await stage.therapist.makeRoom('Asks first')
  const client = await stage.client()
  const { page } = client
  await page.clock.install()
  await client.context.addInitScript(() => {
    const devices = navigator.mediaDevices
    const start = devices.getUserMedia.bind(devices)
    const allowed = new Promise((resolve) => Object.assign(globalThis, { allow: resolve }))
    devices.getUserMedia = async (wish) => allowed.then(() => start(wish))
    navigator.permissions.query = () => Promise.resolve({ state: 'prompt' } as PermissionStatus)
  })
  await page.goto(link)
  await page.locator('[data-device="camera"][data-state="starting"]').waitFor()
  await page.clock.fastForward(5_000)
  await page.locator('[data-problem="asking"]').waitFor()
  await page.getByRole('heading', { name: 'Press Allow' }).waitFor()
  await page.evaluate(() => (globalThis as unknown as { allow(): void }).allow())
  await page.locator('[data-device="camera"][data-state="on"]').waitFor()
  expect(await page.locator('[data-problem]').count()).toBe(0)
})
