/** The session's clock: the therapist's, quiet and moved by them; and the client's own, off until they turn it on. */
import { MINUTE } from '@fermata/shared/clock'
import { expect, test } from 'vitest'
import type { Page } from './people/expect.ts'
import { useStage } from './people/stage.ts'

const stage = useStage()
const clockIs = (page: Page, state: string, words: string) =>
  page.locator(`[data-clock="${state}"]`, { hasText: words }).waitFor()

test('CL3 ten and five minutes before the planned end, and after it, the therapist’s clock says so; CL2 they add time; the client sees no clock', async () => {
  const { client } = await stage.inSession('By the clock')
  const { page } = stage.therapist
  await page.clock.install()
  await clockIs(page, 'elapsed', '')
  // With nobody to tell another time, the page goes by the server’s clock as it knows it; the call goes on.
  await stage.server.kill()
  await page.clock.fastForward(40 * MINUTE)
  await clockIs(page, 'left', '10')
  await page.clock.fastForward(5 * MINUTE)
  await clockIs(page, 'left', '5')
  await page.clock.fastForward(8 * MINUTE)
  await clockIs(page, 'over', '3')

  await page.locator('[data-clock]').click()
  await page.locator('[data-extend="10"]').click()
  await clockIs(page, 'left', '7')
  expect(await client.page.locator('[data-clock]').count()).toBe(0)
  expect(await page.locator('[data-cue]').count(), 'quiet: no cue, no dialog').toBe(0)
  await stage.server.restart()
})

test('CL5 the client’s own clock is off until they turn it on, and stays on after a reload; CL6 it says until when, with what is added, and not in a pause', async () => {
  const { client } = await stage.inSession('A clock of my own')
  const { page } = client
  const own = page.getByTestId('own-time')
  expect(await own.count()).toBe(0)
  const turn = async () => {
    await page.getByRole('button', { name: 'More', exact: true }).click()
    await page.getByTestId('more-time').click()
    await page.keyboard.press('Escape')
  }
  await turn()
  await own.getByText(/until \d\d:\d\d/).waitFor()
  expect(await own.evaluate((clock) => clock.closest('[aria-live], [role="status"], [role="timer"]')), 'never announced').toBeNull()
  const minutesLeft = async (): Promise<number> => {
    const [now = '', until = ''] = (await own.innerText()).match(/\d\d:\d\d/g) ?? []
    const [from, to] = [now, until].map((time) => Date.parse(`2026-01-01T${time}Z`) / MINUTE)
    return ((to ?? NaN) - (from ?? NaN) + 24 * 60) % (24 * 60)
  }
  const left = await minutesLeft()
  expect(left).toBeGreaterThanOrEqual(45)
  expect(left).toBeLessThanOrEqual(51)
  await stage.therapist.page.locator('[data-clock]').click()
  await stage.therapist.page.locator('[data-extend="10"]').click()
  await expect.poll(minutesLeft).toBeGreaterThan(left + 5)

  await page.reload()
  await client.together()
  await own.waitFor()
  await client.press('pause')
  await page.locator('[data-screen="client-pause"]').waitFor()
  expect(await own.count()).toBe(0)
})

test('CL4 a room’s usual length can be changed at the desk, and stays', async () => {
  const { therapist } = stage
  await therapist.makeRoom('Longer')
  const row = therapist.page.locator('[data-room]', { hasText: 'Longer' })
  const length = row.getByLabel('How long do you usually meet?')
  await row.getByRole('button', { name: 'More for Longer' }).click()
  expect(await length.inputValue()).toBe('50')
  const saved = therapist.page.waitForResponse((answer) => answer.url().endsWith('/api/vault') && answer.request().method() === 'PUT')
  await length.selectOption('90')
  expect((await saved).status()).toBe(200)
  await therapist.page.reload()
  await row.getByRole('button', { name: 'More for Longer' }).click()
  expect(await length.inputValue()).toBe('90')
})
