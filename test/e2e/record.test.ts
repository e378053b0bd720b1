/** Taking a record along and erasing it, at the desk. */
import { readFile } from 'node:fs/promises'
import { afterEach, describe, expect, test } from 'vitest'
import { DESKTOP } from '../support/browser.ts'
import { Client } from './people/client.ts'
import { LookingBack } from './people/looking-back.ts'
import { onScreen } from './people/page.ts'
import { useStage } from './people/stage.ts'

const stage = useStage()
const others: Client[] = []
afterEach(async () => {
  await Promise.all(others.splice(0).map((client) => client.close()))
})

/** A session that was looked back on with these words; the therapist is at the desk. */
async function lookedBack(label: string, words: string): Promise<string> {
  const { therapist, browser } = stage
  const link = await therapist.makeRoom(label)
  const client = await Client.at(browser, { viewport: DESKTOP })
  others.push(client)
  await client.openLink(link)
  await client.join()
  await therapist.admit(label)
  await Promise.all([client.together(), therapist.together()])
  await therapist.end()
  await onScreen(client.page, 'over')
  const lookingBack = new LookingBack(client.page)
  await lookingBack.start()
  const { page } = client
  await page.getByRole('textbox').first().fill(words)
  await page.getByRole('radio', { name: /^Show my therapist after we finish/ }).check()
  await page.getByRole('button', { name: 'Done', exact: true }).click()
  await lookingBack.is('saved')
  await therapist.page.getByRole('button', { name: 'Back to your rooms' }).click()
  await onScreen(therapist.page, 'desk')
  return link
}

async function openRecord(label: string): Promise<void> {
  const { page } = stage.therapist
  const row = page.locator('[data-room]', { hasText: label })
  await row.getByRole('button', { name: /more|actions/i }).click()
  await row.getByRole('button', { name: 'Record', exact: true }).click()
  await page.locator('[data-screen="record"][data-state="here"]').waitFor()
}

async function download(button: string): Promise<{ name: string; text: string }> {
  const { page } = stage.therapist
  const [file] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: button }).click()])
  return { name: file.suggestedFilename(), text: await readFile(await file.path(), 'utf8') }
}

/** The part of the page that reads a file back. */
async function takeIn(text: string): Promise<void> {
  const { page } = stage.therapist
  await page.getByLabel('Choose a file').setInputFiles({ name: 'record.json', mimeType: 'application/json', buffer: Buffer.from(text) })
}

describe('The record', () => {
  test('RC10 at the desk it is taken along under a pseudonym or the name, after the page has said who can read it', async () => {
    const { page } = stage.therapist
    await lookedBack('Mara', '=Lanterns')
    await openRecord('Mara')
    await page.getByText('This file is readable by anyone who has it. Does your client know?').waitFor()
    const table = await download('A table (CSV)')
    expect(table.name).toMatch(/^fermata-record-\d{4}-\d\d-\d\d\.csv$/)
    expect(table.text).toContain('Client 1,')
    expect(table.text).toContain("'=Lanterns")
    expect(table.text).not.toContain('Mara')
    await page.getByText('Mara', { exact: true }).click()
    const own = (await download('A file that can be read back (JSON)')).text
    expect(own).toContain('"Mara"')
    expect((await download('For other systems (FHIR R4)')).text).toContain('"QuestionnaireResponse"')
    await page.getByRole('button', { name: 'To print' }).click()
    await onScreen(page, 'record-printed')
    await page.emulateMedia({ media: 'print' })
    expect(await page.getByRole('button', { name: 'Print', exact: true }).isVisible()).toBe(false)
    await page.getByText('=Lanterns').waitFor()
    await page.emulateMedia({ media: 'screen' })
    await page.getByRole('button', { name: 'Back', exact: true }).click()
    await page.getByRole('button', { name: 'Back', exact: true }).click()

    // Read back into another room; a damaged file takes nothing in.
    await stage.therapist.makeRoom('Lin')
    await openRecord('Lin')
    await takeIn(own.slice(0, -30))
    await page.getByText('This file is damaged. Nothing was taken in.').waitFor()
    await takeIn('{}')
    await page.getByText('This is not a file that Fermata made to be read back.').waitFor()
    await takeIn(own)
    await page.getByText('Mara, reflections: 1').waitFor()
    await page.getByRole('button', { name: 'Take in', exact: true }).click()
    await page.getByText('Taken in: 1. Here already: 0.').waitFor()
    await page.getByText('Reflections in it: 1').waitFor()
    await page.reload()
    await onScreen(page, 'desk')
    await openRecord('Lin')
    await page.getByText('Reflections in it: 1').waitFor()
    await page.getByRole('button', { name: 'Back', exact: true }).click()
  })

  test('ER9 a reflection, then the room, is erased after a second yes; the link opens nothing any more', async () => {
    const { page } = stage.therapist
    const link = await lookedBack('Jonas', 'Kettles')
    await openRecord('Jonas')
    await page.getByText('One session', { exact: true }).click()
    await page.getByRole('button', { name: 'Erase reflection' }).click()
    await page.getByRole('dialog').getByText('The law may ask you to keep records').waitFor()
    await page.getByRole('button', { name: 'Keep it' }).click()
    await page.getByText('Reflections in it: 1').waitFor()
    await page.getByRole('button', { name: 'Erase reflection' }).click()
    await page.getByTestId('erase-yes').click()
    await page.getByText('There is nothing to take along yet').waitFor()
    await page.getByRole('button', { name: 'Erase this room' }).click()
    await page.getByTestId('erase-yes').click()
    await onScreen(page, 'desk')
    expect(await page.locator('[data-room]', { hasText: 'Jonas' }).count()).toBe(0)
    const stranger = await Client.at(stage.browser)
    others.push(stranger)
    await stranger.page.goto(link)
    await onScreen(stranger.page, 'wrong-link')
    // The desk opens again without taking the vault for an older one.
    await page.reload()
    await onScreen(page, 'desk')
  })
})
