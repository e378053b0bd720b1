/** What the therapist reads of a client who is gone or silent. Both tests leave the therapist's page changed, so they stand alone. */
import { MINUTE } from '@fermata/shared/clock'
import { expect, test } from 'vitest'
import { awayFor, freeze } from '../people/page-tricks.ts'
import { linkIs, notice } from '../people/page.ts'
import { useStage } from '../people/stage.ts'
import { withPlan } from '../people/with-plan.ts'

const stage = useStage()

test('PU5 a client’s page that is silent for half a minute is told of calmly at the therapist’s, and no longer when it speaks', async () => {
  const { page } = stage.therapist
  // Timers that were set before the clock was taken over cannot be turned: the page is loaded under it.
  await page.clock.install()
  await page.reload()
  const { client } = await withPlan(stage, 'Silent')
  const thaw = await freeze(client.page)
  // Within twenty seconds the page asks; half a minute without an answer, and nothing is confirmed.
  await page.clock.fastForward(20_000)
  await page.clock.fastForward(32_000)
  await linkIs(page, 'clientUnconfirmed')
  await thaw()
  await linkIs(page, 'good')
  await stage.therapist.end()
  await page.getByRole('button', { name: 'Back to your rooms' }).click()
})

test('AT1 the client is gone: “connection lost”, the plan with the number after two minutes; they come back without admission', async () => {
  const { therapist } = stage
  const { client } = await withPlan(stage, 'Client away')
  const address = client.page.url()
  let older = 0
  await awayFor(therapist.page, () => older)
  await therapist.page.reload()
  await Promise.all([client.together(), therapist.together()])
  await client.page.goto('about:blank')
  await notice(therapist.page, 'clientLost').waitFor()
  expect(await therapist.page.locator('[data-plan]').count()).toBe(0)
  older = 2.2 * MINUTE
  await therapist.page.reload()
  await notice(therapist.page, 'clientLost').getByText(/0170\s555\s01/).waitFor()
  await client.page.goto(address)
  await Promise.all([client.together(), therapist.together()])
  await notice(therapist.page, 'clientLost').waitFor({ state: 'detached' })
  expect(await therapist.page.locator('[data-knock], [data-notice="newcomer"]').count()).toBe(0)
})
