/** Leaving quietly: what stays on the client's screen and in their browser, and what the therapist reads. */
import { describe, expect, test } from 'vitest'
import type { Client } from './people/client.ts'
import { onScreen } from './people/page.ts'
import { useStage } from './people/stage.ts'
import { withPlan } from './people/with-plan.ts'

const stage = useStage()

/** What this browser holds of us: the tab's memory, and the names in its database. */
const kept = (client: Client): Promise<string[]> =>
  client.page.evaluate(async () => {
    const open = indexedDB.open('fermata')
    const database = await new Promise<IDBDatabase>((resolve, reject) => {
      open.addEventListener('success', () => resolve(open.result))
      open.addEventListener('error', () => reject(new Error('no database')))
    })
    if (database.objectStoreNames.length === 0) return Object.keys(sessionStorage)
    const all = database.transaction('keys').objectStore('keys').getAllKeys()
    await new Promise((resolve) => all.addEventListener('success', resolve))
    database.close()
    return [...Object.keys(sessionStorage), ...all.result.map(String)]
  })

/** Reads what it does, and turns on what needs no search. */
async function turnsItOn({ page }: Client): Promise<void> {
  await page.getByRole('button', { name: 'More', exact: true }).click()
  await page.getByTestId('quiet-leave-explain').click()
  await page.getByText('Your browser history may still show this page.').waitFor()
  await page.getByRole('button', { name: 'Turn on' }).click()
  await page.getByTestId('more-dialog').getByRole('button', { name: 'Close' }).click()
}

async function isGone(client: Client): Promise<void> {
  await client.page.waitForURL('**/plain.html')
  expect(await client.page.title()).toBe('New page')
  expect(await client.page.locator('body').innerText()).toBe('')
  expect(await kept(client), 'nothing is kept').toEqual([])
}

describe('Leaving quietly', () => {
  test('QL1 one press: blank, lights off, nothing to go back to; QL2 nothing stays; QL7 the therapist reads it, and AT270 to wait, though a number was given for a cut-off', async () => {
    const { client, link } = await withPlan(stage, 'Quiet')
    const { page } = client
    await turnsItOn(client)
    await page.getByTestId('quiet-leave-here').click()
    await isGone(client)
    const notice = stage.therapist.page.locator('[data-notice="clientLeftQuietly"]')
    await notice.getByText('Your plan: wait for Quiet.').waitFor()
    expect(await notice.innerText(), 'neither a call nor the number').not.toMatch(/0170|You call/)
    await page.goBack().catch(() => null)
    expect(page.url(), 'the room is not in the history').not.toContain('/r/')
    const shown = async () => `${await page.title()} ${await page.locator('body').innerText().catch(() => '')}`
    expect(await shown(), 'nothing of the room behind the back button').not.toMatch(/Fermata|Ines|Quiet/)
    await page.goForward().catch(() => null)
    expect(await shown()).not.toMatch(/Fermata|Ines|Quiet/)

    // The way back is the link, and the door.
    await client.openLink(link)
    await client.join()
    await stage.therapist.page.getByRole('button', { name: 'It is them: move' }).click()
    await Promise.all([client.together(), stage.therapist.together()])
    await notice.waitFor({ state: 'detached' })
  })

  test('QL3 three times Shift, outside text fields; QL271 not before the client turned it on', async () => {
    const { client } = await stage.inSession()
    const { page } = client
    const shifts = async () => {
      for (let times = 0; times < 3; times++) await page.keyboard.press('Shift')
    }
    await shifts()
    await client.together()
    await turnsItOn(client)
    await page.keyboard.press('Shift')
    await page.keyboard.press('a')
    await page.keyboard.press('Shift')
    await page.keyboard.press('Shift')
    await client.inRoom()
    await page.keyboard.press('Shift')
    await isGone(client)
    await stage.therapist.page.locator('[data-notice="clientLeftQuietly"]').waitFor()
  })

  test.each([
    ['More', 'more-dialog'],
    ['Leave', 'confirm'],
  ])('QL270 without having read a word of it, on a phone: %s, and one press, in view without scrolling', async (opens, dialog) => {
    const { client } = await stage.inSession()
    await client.page.getByRole('button', { name: opens, exact: true }).click()
    const press = client.page.getByTestId(dialog).getByTestId('quiet-leave-go')
    await press.waitFor()
    const [box, hit] = await press.evaluate((button) => {
      const { left, top, width, height } = button.getBoundingClientRect()
      return [{ bottom: top + height }, document.elementFromPoint(left + width / 2, top + height / 2) === button] as const
    })
    expect(box.bottom).toBeLessThanOrEqual(844)
    expect(hit, 'nothing lies over it').toBe(true)
    await press.click()
    await isGone(client)
    await stage.therapist.page.locator('[data-notice="clientLeftQuietly"]').waitFor()
  })

  test('QL270 from a pause, and from the lobby, one press; QL272 the explanation can be closed, and turned off again', async () => {
    const { client, link } = await stage.inSession()
    const { page } = client
    await turnsItOn(client)
    await page.getByRole('button', { name: 'More', exact: true }).click()
    await page.getByTestId('quiet-leave-explain').click()
    const text = page.getByTestId('quiet-leave')
    await text.getByRole('button', { name: 'Turn off' }).waitFor()
    await text.getByRole('button', { name: 'Close' }).click()
    await text.waitFor({ state: 'detached' })
    await page.getByTestId('more-dialog').getByRole('button', { name: 'Close' }).click()
    await client.press('pause')
    await onScreen(page, 'client-pause')
    await page.getByTestId('quiet-leave-here').click()
    await isGone(client)
    const notice = stage.therapist.page.locator('[data-notice="clientLeftQuietly"]')
    await notice.waitFor()
    expect(await stage.therapist.page.locator('[data-notice="paused"]').count(), 'a client who left does not pause').toBe(0)

    await client.openLink(link)
    await page.getByTestId('quiet-leave-go').click()
    await isGone(client)
  })

  test('QL1 with the server gone it is the same here, and the call brings the word', async () => {
    const { client } = await stage.inSession()
    await stage.server.kill()
    await client.page.getByRole('button', { name: 'Leave', exact: true }).click()
    await client.page.getByTestId('quiet-leave-go').click()
    await stage.therapist.page.locator('[data-notice="clientLeftQuietly"]').waitFor()
    await stage.server.restart()
    await onScreen(stage.therapist.page, 'therapist-room')
  })
})
