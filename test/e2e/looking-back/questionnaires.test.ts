/** Two questionnaires of an operator, made up for this test: one chosen in the room and answered at the end, one on paper. Both are read over time. */
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, describe, expect, test } from 'vitest'
import { DESKTOP } from '../../support/browser.ts'
import type { Client } from '../people/client.ts'
import { keyboard, reach } from '../people/hands.ts'
import { LookingBack } from '../people/looking-back.ts'
import { onScreen } from '../people/page.ts'
import { useStage } from '../people/stage.ts'

const FHIR = 'http://hl7.org/fhir/StructureDefinition'
const bound = (name: 'minValue' | 'maxValue', value: object) => ({ url: `${FHIR}/${name}`, ...value })
const option = (display: string, value: number) => ({ valueCoding: { code: display, display, extension: [{ url: `${FHIR}/ordinalValue`, valueDecimal: value }] } })
const workshop = {
  resourceType: 'Questionnaire', id: 'workshop', url: 'https://example.org/workshop', version: '1', title: 'The workshop', status: 'active',
  extension: [
    { url: 'urn:fermata:fhir:attestation', extension: [
      { url: 'holder', valueString: 'A practice' }, { url: 'licence', valueString: 'No. 12' }, { url: 'electronicUse', valueBoolean: true },
    ] },
    { url: 'urn:fermata:fhir:scoring', extension: [
      { url: 'total', valueCode: 'sum' }, { url: 'min', valueDecimal: 0 }, { url: 'max', valueDecimal: 18 }, { url: 'better', valueCode: 'higher' },
    ] },
  ],
  item: [
    { linkId: 'bench', text: 'How steady was the bench?', type: 'choice', answerOption: [option('Wobbly', 0), option('Steady', 4)] },
    { linkId: 'light', text: 'How was the light?', type: 'integer', extension: [
      bound('minValue', { valueInteger: 0 }), bound('maxValue', { valueInteger: 10 }), { url: `${FHIR}/questionnaire-sliderStepValue`, valueInteger: 1 },
    ] },
    { linkId: 'hours', text: 'How many hours?', type: 'decimal', extension: [bound('minValue', { valueDecimal: 0 }), bound('maxValue', { valueDecimal: 4 })] },
    { linkId: 'more', text: 'What would you change?', type: 'text', maxLength: 200 },
  ],
}

/** For paper only: no question, a total from 0 to 8. */
const garden = {
  ...workshop, id: 'garden', url: 'https://example.org/garden', title: 'The garden', item: undefined,
  extension: [
    { url: 'urn:fermata:fhir:attestation', extension: [
      { url: 'holder', valueString: 'A practice' }, { url: 'licence', valueString: 'No. 13' }, { url: 'electronicUse', valueBoolean: false },
    ] },
    { url: 'urn:fermata:fhir:scoring', extension: [
      { url: 'total', valueCode: 'sum' }, { url: 'min', valueDecimal: 0 }, { url: 'max', valueDecimal: 8 }, { url: 'better', valueCode: 'higher' },
    ] },
  ],
}

let folder: string
const stage = useStage('present', {
  environment: async () => {
    folder = await mkdtemp(join(tmpdir(), 'fermata-e2e-'))
    for (const one of [workshop, garden]) await writeFile(join(folder, `${one.id}.json`), JSON.stringify(one))
    return { QUESTIONNAIRES: folder }
  },
})
afterAll(() => rm(folder, { recursive: true }))

/** The therapist's choice, by the keyboard alone. */
async function choose(page: Page, ...toggled: string[]): Promise<void> {
  const { press } = keyboard(page)
  await press(page.getByRole('button', { name: 'More', exact: true }))
  await press(page.getByTestId('more-questions'))
  const dialog = page.getByTestId('questions-dialog')
  for (const title of toggled) {
    const box = dialog.getByRole('checkbox', { name: title })
    const before = await box.isChecked()
    await reach(page, box)
    await page.keyboard.press('Space')
    await expect.poll(() => box.isChecked()).toBe(!before)
  }
  await press(dialog.getByRole('button', { name: 'Close' }))
}

async function looksBack(client: Client): Promise<Page> {
  const { page } = client
  await stage.therapist.end()
  await onScreen(page, 'over')
  await new LookingBack(page).start()
  await page.locator('[data-questionnaire="workshop|1"]').waitFor()
  return page
}

/** Bench, light and hours by the keyboard alone. */
async function fill(page: Page, hours: string): Promise<void> {
  const lookingBack = new LookingBack(page)
  await lookingBack.focus(page.getByRole('radio', { name: 'Wobbly' }))
  await page.keyboard.press('ArrowRight')
  expect(await page.getByRole('radio', { name: 'Steady' }).isChecked()).toBe(true)
  const line = page.getByRole('slider', { name: 'How was the light?' })
  expect(await line.getAttribute('aria-valuetext'), 'no answer before a touch').toBe('Not answered')
  await lookingBack.focus(line)
  await page.keyboard.press('ArrowRight')
  await lookingBack.focus(page.getByRole('textbox', { name: 'How many hours?' }))
  await page.keyboard.type(hours)
}

async function back(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Back to your rooms' }).click()
  await onScreen(page, 'desk')
}

describe('Questionnaires of the operator', () => {
  test('QU12 the therapist chooses in the room what is asked; the client answers on a page of its own, by the keyboard alone, shares it by the same choice, and both read it', async () => {
    const { therapist } = stage
    const { client, link } = await stage.inSession('Workshop', undefined, { viewport: DESKTOP })
    await choose(therapist.page, 'The workshop')
    const page = await looksBack(client)
    await page.getByText('Questions 1 of 2').waitFor()
    await fill(page, '9')
    await page.getByText('This is not a number from 0 to 4. It counts as skipped.').waitFor()
    await page.keyboard.press('Backspace')
    await page.keyboard.type('2.5')
    expect(await page.locator('[data-questionnaire]').innerText(), 'no scoring is seen').not.toMatch(/total|\b\d+ (points|of \d+ points)/i)
    await page.getByRole('button', { name: 'Next', exact: true }).click()
    await page.locator('[data-item="safe"]').getByRole('button', { name: 'Mostly', exact: true }).click()
    await page.getByRole('radio', { name: /^Show my therapist/ }).check()
    await page.getByRole('button', { name: 'Done', exact: true }).click()
    await new LookingBack(page).is('saved')
    expect(await readFile(join(folder, 'workshop.json'), 'utf8')).toContain('workshop')

    // Instead of ours: nothing else is asked, and in the next session as well.
    await back(therapist.page)
    await page.getByRole('button', { name: 'Close', exact: true }).click()
    const again = await stage.client({ viewport: DESKTOP })
    await again.openLink(link)
    await again.join()
    await therapist.admit('Workshop')
    await Promise.all([again.together(), therapist.together()])
    await choose(therapist.page, 'Session reflection')
    const second = await looksBack(again)
    await second.getByText('Questions 1 of 1').waitFor()
    await fill(second, '1')
    await second.getByRole('button', { name: 'Next', exact: true }).click()
    expect(await second.locator('[data-item]').count()).toBe(0)
    expect(await second.getByRole('radio', { checked: true }).count(), 'no way of sharing is chosen beforehand').toBe(0)
    await second.getByRole('radio', { name: /^Show my therapist/ }).check()
    await second.getByRole('button', { name: 'Done', exact: true }).click()
    await new LookingBack(second).is('saved')

    // TR19: rows of its own, by its own scoring.
    const desk = therapist.page
    await back(desk)
    const row = desk.locator('[data-room]', { hasText: 'Workshop' })
    await row.getByRole('button', { name: /more|actions/i }).click()
    await row.getByRole('button', { name: 'Reflections', exact: true }).click()
    await desk.locator('[data-screen="reflections"][data-state="here"]').waitFor()
    await desk.getByRole('button', { name: 'Sessions' }).click()
    expect(await desk.locator('[data-answers="workshop|1"]').count()).toBe(2)
    await desk.getByText('How steady was the bench?').first().waitFor()
    await desk.getByRole('combobox', { name: 'Questions' }).selectOption({ label: 'The workshop' })
    await desk.getByRole('button', { name: 'Lines' }).click()
    await desk.getByRole('img', { name: 'Total: 2 answers, from 11 to 12.5. Latest: 11. Too new to say.' }).waitFor()
    await desk.getByRole('img', { name: 'How steady was the bench?: 2 answers, from Steady to Steady. Latest: Steady. Too new to say.' }).waitFor()
    await desk.getByRole('button', { name: 'Table' }).click()
    expect(await desk.locator('tr[data-row="total"] td').allTextContents()).toEqual(['12.5', '11', 'Too new to say'])
    stage.therapist.unharmed()
  }, 120_000)

  test('QU13 by the keyboard alone a total from paper is entered, changed, read over time, taken along and in, and removed; it goes with its session', async () => {
    const { page } = stage.therapist
    const { press, write } = keyboard(page)
    const button = (name: string | RegExp) => page.getByRole('button', typeof name === 'string' ? { name, exact: true } : { name })
    const open = async (label: string, where: 'Reflections' | 'Record'): Promise<void> => {
      await press(page.locator('[data-room]', { hasText: label }).getByRole('button', { name: /more|actions/i }))
      await press(page.locator('[data-room]', { hasText: label }).getByRole('button', { name: where, exact: true }))
      await page.locator(`[data-screen="${where === 'Record' ? 'record' : 'reflections'}"][data-state="here"]`).waitFor()
    }
    await stage.inSession('Paper', undefined, { viewport: DESKTOP })
    await stage.therapist.end()
    await back(page)
    await open('Paper', 'Reflections')
    await press(button('Enter a total'))
    const dialog = page.getByTestId('total')
    expect(await dialog.getByRole('combobox', { name: 'Form' }).locator('option').allTextContents(), 'those for a screen are not here').toEqual(['The garden'])
    await write(dialog.getByRole('textbox', { name: 'Total' }), '8.5')
    await page.keyboard.press('Enter')
    await dialog.getByRole('status').getByText('This is not a number from 0 to 8.').waitFor()
    await write(dialog.getByRole('textbox', { name: 'Total' }), '2,5')
    await page.keyboard.press('Enter')
    await dialog.waitFor({ state: 'detached' })
    await page.getByRole('status').getByText('Entered. Only you can read it.').waitFor()
    expect(await page.evaluate(() => document.activeElement?.textContent), 'the focus is back').toBe('Enter a total')
    await page.locator('[data-total="kept"]').getByText('“The garden”, from paper: 2.5').waitFor()
    await press(button(/^Change: “The garden”/))
    await write(dialog.getByRole('textbox', { name: 'Total' }), '3')
    await press(dialog.getByRole('button', { name: 'Save' }))
    await page.locator('[data-total="kept"]').getByText('“The garden”, from paper: 3').waitFor()

    // TR20: a row and a table of its own.
    await press(button('Lines'))
    await page.getByRole('img', { name: 'Total: 1 answer, 3. Latest: 3. Too new to say.' }).waitFor()
    await page.getByText('Entered by you, from paper. Paper does not see these rows here.').waitFor()
    await press(button('Table'))
    expect(await page.locator('tr[data-row="total"] td').allTextContents()).toEqual(['3', 'Too new to say'])
    await press(button('Back'))

    // RC18: taken along, and in again.
    await open('Paper', 'Record')
    await reach(page, page.getByTestId('make-own'))
    const [file] = await Promise.all([page.waitForEvent('download'), page.keyboard.press('Enter')])
    await press(button('To print'))
    await page.getByText('“The garden”, from paper: 3').waitFor()
    for (const _ of ['to the record', 'to the desk']) await press(button('Back'))
    await stage.therapist.makeRoom('Taken in')
    await open('Taken in', 'Record')
    const chooser = page.waitForEvent('filechooser')
    await reach(page, page.getByLabel('Choose a file'))
    await page.keyboard.press('Enter')
    await (await chooser).setFiles(await file.path())
    await page.getByText('Totals from paper: 1.').waitFor()
    await press(button('Take in'))
    await page.getByText('Taken in: 0. Here already: 0.').waitFor()
    await press(button('Back'))
    await open('Taken in', 'Reflections')
    await page.locator('[data-total="kept"]').getByText('“The garden”, from paper: 3').waitFor()
    await press(button(/^Remove: “The garden”/))
    await page.getByRole('status').getByText('Removed. Nothing of it is kept.').waitFor()
    expect(await page.evaluate(() => document.activeElement?.textContent), 'the focus is not lost').toBe('Totals from paper')
    expect(await page.locator('[data-total]').count()).toBe(0)
    await press(button('Back'))

    // ER10: it goes with its session.
    await open('Paper', 'Record')
    await press(page.locator('summary', { hasText: 'One session' }))
    await press(button('Erase session'))
    await press(page.getByTestId('erase-yes'))
    await page.getByText('There is nothing to take along yet.').waitFor()
    stage.therapist.unharmed()
  }, 120_000)
})
