/** What lies around a session: the agenda both see, and the step that is carried to the next one. */
import { describe, expect, test } from 'vitest'
import type { Page } from './people/expect.ts'
import { notice, onScreen } from './people/page.ts'
import { useStage } from './people/stage.ts'

const stage = useStage()

const openToday = async (page: Page) => {
  await page.getByRole('button', { name: 'More', exact: true }).click()
  await page.getByTestId('more-today').click()
  const today = page.getByTestId('today-dialog')
  await today.waitFor()
  return today
}

describe('Agenda and next step', () => {
  test('AG4 both write the agenda; the step in the client’s words begins the next session on both pages, and is spoken of by the client alone', async () => {
    const { client, link } = await stage.inSession('Mara')
    const { therapist } = stage
    const theirs = await openToday(therapist.page)
    await theirs.getByTestId('point').fill('How sleep went')
    await therapist.page.keyboard.press('Enter')

    const mine = await openToday(client.page)
    await mine.getByText('How sleep went').waitFor()
    await mine.getByTestId('point').fill('The letter')
    await mine.getByTestId('add-point').click()
    await theirs.getByText('The letter').waitFor()
    expect(await theirs.getByRole('button', { name: 'Take away: The letter' }).count(), 'it is the client’s').toBe(0)
    await mine.getByTestId('step').fill('Write two lines to Ada')
    await mine.getByTestId('agree-step').click()
    await theirs.getByText('“Write two lines to Ada”').waitFor()
    expect(await theirs.getByTestId('step').count()).toBe(0)
    await mine.locator('[data-kept="kept"]').waitFor()
    await theirs.locator('[data-kept="kept"]').waitFor()
    expect(await notice(client.page, 'step').count(), 'it is of today').toBe(0)
    await client.page.keyboard.press('Escape')
    await therapist.page.keyboard.press('Escape')

    await therapist.end()
    await therapist.page.getByRole('button', { name: 'Back to your rooms' }).click()
    client.unharmed()
    const again = await stage.client()
    await again.openLink(link)
    await again.join()
    await therapist.admit('Mara')
    await Promise.all([again.together(), therapist.together()])
    await notice(therapist.page, 'step').getByText('“Write two lines to Ada”').waitFor()
    expect(await notice(therapist.page, 'step').getByTestId('went-partly').count()).toBe(0)
    await notice(again.page, 'step').getByTestId('went-partly').click()
    await notice(again.page, 'step').waitFor({ state: 'detached' })
    await notice(therapist.page, 'step').getByText('Mara says: Partly').waitFor()
    await notice(therapist.page, 'step').getByTestId('step-away').click()
    await notice(therapist.page, 'step').waitFor({ state: 'detached' })
    await onScreen(therapist.page, 'therapist-room')
    again.unharmed()
    therapist.unharmed()
  })
})
