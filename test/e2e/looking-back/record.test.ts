/** Taking a record along and erasing it, at the desk: every path by the keyboard alone. */
import { readFile } from 'node:fs/promises'
import { afterEach, describe, expect, test } from 'vitest'
import { DESKTOP } from '../../support/browser.ts'
import { startServer } from '../../support/server.ts'
import { Client } from '../people/client.ts'
import { keyboard, reach } from '../people/hands.ts'
import { LookingBack } from '../people/looking-back.ts'
import { onScreen } from '../people/page.ts'
import { useStage } from '../people/stage.ts'
import { Therapist } from '../people/therapist.ts'

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

const press = (name: string): Promise<void> => keyboard(stage.therapist.page).press(stage.therapist.page.getByRole('button', { name, exact: true }))

async function openRecord(label: string): Promise<void> {
  const { page } = stage.therapist
  const row = page.locator('[data-room]', { hasText: label })
  await keyboard(page).press(row.getByRole('button', { name: /more|actions/i }))
  await keyboard(page).press(row.getByRole('button', { name: 'Record', exact: true }))
  await page.locator('[data-screen="record"][data-state="here"]').waitFor()
}

async function download(button: string): Promise<{ name: string; text: string }> {
  const { page } = stage.therapist
  const [file] = await Promise.all([page.waitForEvent('download'), press(button)])
  return { name: file.suggestedFilename(), text: await readFile(await file.path(), 'utf8') }
}

/** The part of the page that reads a file back. */
async function takeIn(text: string): Promise<void> {
  const { page } = stage.therapist
  const chooser = page.waitForEvent('filechooser')
  await reach(page, page.getByLabel('Choose a file'))
  await page.keyboard.press('Enter')
  await (await chooser).setFiles({ name: 'record.json', mimeType: 'application/json', buffer: Buffer.from(text) })
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
    await reach(page, page.getByRole('radio', { name: 'Client 1' }))
    await page.keyboard.press('ArrowRight')
    expect(await page.getByRole('radio', { name: 'Mara' }).isChecked()).toBe(true)
    const own = (await download('A file that can be read back (JSON)')).text
    expect(own).toContain('"Mara"')
    expect((await download('For other systems (FHIR R4)')).text).toContain('"QuestionnaireResponse"')
    await press('To print')
    await onScreen(page, 'record-printed')
    await page.emulateMedia({ media: 'print' })
    expect(await page.getByRole('button', { name: 'Print', exact: true }).isVisible()).toBe(false)
    await page.getByText('=Lanterns').waitFor()
    await page.emulateMedia({ media: 'screen' })
    await press('Back')
    await press('Back')

    // Read back into another room; a damaged file takes nothing in.
    await stage.therapist.makeRoom('Lin')
    await openRecord('Lin')
    await takeIn(own.slice(0, -30))
    await page.getByText('This file is damaged. Nothing was taken in.').waitFor()
    await takeIn('{}')
    await page.getByText('This is not a file that Fermata made to be read back.').waitFor()
    await takeIn(own)
    await page.getByText('Mara, reflections: 1').waitFor()
    await press('Take in')
    await page.getByText('Taken in: 1. Here already: 0.').waitFor()
    await page.getByText('Reflections in it: 1').waitFor()
    await page.reload()
    await onScreen(page, 'desk')
    await openRecord('Lin')
    await page.getByText('Reflections in it: 1').waitFor()
    await press('Back')
  })

  test('ER9 a reflection, a session, then the room, is erased after a second yes; the link opens nothing any more', async () => {
    const { page } = stage.therapist
    const link = await lookedBack('Jonas', 'Kettles')
    await openRecord('Jonas')
    await keyboard(page).press(page.locator('summary', { hasText: 'One session' }))
    await press('Erase reflection')
    await page.getByRole('dialog').getByText('The law may ask you to keep records').waitFor()
    await press('Keep it')
    expect(await page.evaluate(() => document.activeElement?.textContent), 'the focus is back').toBe('Erase reflection')
    await page.getByText('Reflections in it: 1').waitFor()
    await press('Erase reflection')
    await press('Erase for good')
    await page.getByText('There is nothing to take along yet').waitFor()
    await press('Erase session')
    await press('Erase for good')
    await page.locator('summary', { hasText: 'One session' }).waitFor({ state: 'detached' })
    await press('Erase this room')
    await press('Erase for good')
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

  test('ER6 everything goes only with the recovery code, typed again; then the code opens nothing', async () => {
    // A practice of its own: after this there is none.
    const server = await startServer()
    const therapist = await Therapist.at(stage.browser, server.origin)
    try {
      const { page } = therapist
      const { press: go, write } = keyboard(page)
      const button = (name: string) => page.getByRole('button', { name, exact: true })
      await therapist.setUp(server.setupLink ?? '')
      await therapist.makeRoom('Jonas')
      await go(button('All records'))
      await go(button('Erase everything'))
      const code = page.getByTestId('erase-code')
      await write(code, `${therapist.recoveryCode.slice(0, -1)}?`)
      await page.keyboard.press('Enter')
      await page.getByText('This is not your recovery code.').waitFor()
      await write(code, therapist.recoveryCode)
      await page.keyboard.press('Enter')
      await onScreen(page, 'sign-in')
      await write(page.getByRole('textbox'), therapist.recoveryCode)
      await page.keyboard.press('Enter')
      await page.locator('[aria-invalid="true"]').waitFor()
    } finally {
      await Promise.all([therapist.close(), server.dispose()])
    }
  })
})
