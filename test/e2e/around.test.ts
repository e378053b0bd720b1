/** What lies around a session: the agenda both see, the step that is carried to the next one, and what is kept of it. */
import { describe, expect, test } from 'vitest'
import type { Client } from './people/client.ts'
import type { Page } from './people/expect.ts'
import { notice, onScreen } from './people/page.ts'
import { listenTo } from './people/sounds.ts'
import { useStage } from './people/stage.ts'

const stage = useStage()

const openFromMore = async (page: Page, which: 'today' | 'record' | 'chat') => {
  await page.getByRole('button', { name: 'More', exact: true }).click()
  await page.getByTestId(`more-${which}`).click()
  const dialog = page.getByTestId(`${which}-dialog`)
  await dialog.waitFor()
  return dialog
}
const openToday = (page: Page) => openFromMore(page, 'today')
/** The next session in the same room, from a fresh tab of the client's. */
async function nextSession(room: string, link: string, meanwhile?: () => Promise<void>): Promise<Client> {
  const { therapist } = stage
  await therapist.end()
  await therapist.page.getByRole('button', { name: 'Back to your rooms' }).click()
  const client = await stage.client()
  await client.openLink(link)
  await client.join()
  await meanwhile?.()
  await therapist.admit(room)
  await Promise.all([client.together(), therapist.together()])
  return client
}

describe('Agenda and next step', () => {
  test('AG4 both write the agenda; the step in the client’s words begins the next session on both pages, and is spoken of by the client alone', async () => {
    const { client, link } = await stage.inSession('Mara')
    const { therapist } = stage
    await notice(client.page, 'consent').getByTestId('keep-nothing').click()
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

    client.unharmed()
    // AG5: it is there for the therapist who waits.
    const again = await nextSession('Mara', link, async () => {
      await therapist.page.getByRole('button', { name: 'Open Mara', exact: true }).click()
      await notice(therapist.page, 'arrived').getByText('“Write two lines to Ada”').waitFor()
    })
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

describe('What is kept', () => {
  test('KC7 the client is asked once; with their word the therapist comes back to what did not sit right, and closes it by hand', async () => {
    const { client, link } = await stage.inSession('Jonas')
    const { therapist } = stage
    await notice(client.page, 'consent').getByTestId('choose-kept').click()
    const choosing = client.page.getByTestId('record-dialog')
    await choosing.getByText('Nothing is kept.').waitFor()
    await choosing.getByRole('group', { name: 'Your quiet signals' }).getByText('Keep', { exact: true }).click()
    await choosing.getByTestId('save-consent').click()
    await choosing.locator('[data-kept="kept"]').waitFor()
    await client.page.keyboard.press('Escape')
    await notice(client.page, 'consent').waitFor({ state: 'detached' })
    await client.press('off')
    await therapist.cue('off')
    await client.signalIs('onScreen')
    await client.press('ok')
    await therapist.cue('ok')

    const again = await nextSession('Jonas', link)
    await notice(therapist.page, 'repair').waitFor()
    expect(await notice(again.page, 'consent').count(), 'they were asked').toBe(0)
    expect(await notice(again.page, 'repair').count(), 'it is the therapist’s').toBe(0)
    const theirs = await openFromMore(therapist.page, 'record')
    await theirs.locator('[data-kept-signal="off"]').waitFor()
    const mine = await openFromMore(again.page, 'record')
    await mine.locator('[data-kept-signal="off"]').waitFor()
    await therapist.page.keyboard.press('Escape')
    await notice(therapist.page, 'repair').getByTestId('looked-at').click()
    await notice(therapist.page, 'repair').waitFor({ state: 'detached' })

    await mine.getByRole('group', { name: 'Your quiet signals' }).getByText('Keep nothing', { exact: true }).click()
    await mine.getByTestId('save-consent').click()
    await mine.getByText('Nothing is kept.').waitFor()
    const after = await openFromMore(therapist.page, 'record')
    await after.getByText('Jonas lets nothing be kept. It is their choice.').waitFor()
    await after.getByText('Nothing is kept.', { exact: true }).waitFor()
    await therapist.page.keyboard.press('Escape')
    await again.page.keyboard.press('Escape')
    again.unharmed()
    therapist.unharmed()
  })
})

describe('Writing to each other', () => {
  test('CH4 quietly: a line names who wrote and not what; it is on their screen once read, and cleared at the end', async () => {
    const { client } = await stage.inSession('Lea')
    const { therapist } = stage
    const sounds = await listenTo(therapist.page)
    const mine = await openFromMore(client.page, 'chat')
    await mine.getByTestId('chat-words').fill('I can’t hear you')
    await mine.getByTestId('chat-send').click()
    await notice(therapist.page, 'chat').getByText('Lea has written to you.').waitFor()
    expect(await therapist.page.getByText('I can’t hear you').count(), 'not before it is read').toBe(0)
    await mine.locator('[data-by="me"][data-state="sending"]').waitFor()
    await notice(therapist.page, 'chat').getByTestId('chat-read').focus()
    await therapist.page.keyboard.press('Enter')
    await therapist.page.getByTestId('chat-dialog').getByText('I can’t hear you').waitFor()
    await mine.locator('[data-by="me"][data-state="shown"]').waitFor()
    await therapist.page.keyboard.type('Let us write then')
    await therapist.page.keyboard.press('Enter')
    await mine.getByText('Let us write then').waitFor()
    await therapist.page.locator('[data-by="me"][data-state="shown"]').waitFor()
    expect(await sounds.jsonValue()).toEqual([])
    await therapist.page.keyboard.press('Escape')

    await therapist.end()
    await onScreen(client.page, 'over')
    for (const page of [client.page, therapist.page]) expect(await page.getByText('Let us write then').count()).toBe(0)
    await Promise.all([client, therapist].map(({ page }) => page.getByRole('button', { name: 'Resume', exact: true }).click()))
    await Promise.all([client.together(), therapist.together()])
    const again = await openFromMore(client.page, 'chat')
    await again.getByText('Nothing is written yet.').waitFor()
    client.unharmed()
    therapist.unharmed()
  })
})
