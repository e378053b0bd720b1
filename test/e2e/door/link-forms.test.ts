/** A link as mail programs, trackers and hands pass it on. */
import { expect, test } from 'vitest'
import { onScreen } from '../people/page.ts'
import { useStage } from '../people/stage.ts'

const stage = useStage()

test('DO290 DO291 DO293 a mangled link opens the lobby; one that was sent to the server opens nothing, leaves the address bar, and can be pasted whole', async () => {
  const link = await stage.therapist.makeRoom('By mail')
  const [place = '', fragment = ''] = link.split('#')
  const client = await stage.client()
  const { page } = client

  for (const form of [`${place}#${fragment}.`, `${place}/?fbclid=x#${fragment.slice(0, 20)}%0A${fragment.slice(20)}`]) {
    await page.goto('about:blank')
    await client.openLink(form)
    await onScreen(page, 'lobby')
  }

  const other = await stage.client()
  for (const [form, copy] of [
    [`${place}%23${fragment}`, 'exposed'],
    [`${place}/${fragment}`, 'exposed'],
    [`${place}#${fragment.slice(0, 40)}`, 'cutShort'],
    [`${place.slice(0, -4)}`, 'whole'],
  ] as const) {
    await other.page.goto('about:blank')
    await other.page.goto(form)
    await onScreen(other.page, 'wrong-link')
    expect(await other.page.locator('[data-screen="wrong-link"]').getAttribute('data-state')).toBe(copy)
    if (copy === 'exposed') expect(other.page.url()).toBe(place)
  }

  await other.page.getByTestId('pasted-link').fill('Nothing in here')
  await other.page.getByRole('button', { name: 'Open the link' }).click()
  await other.page.getByText('There is no whole link in this text.').waitFor()
  await other.page.getByTestId('pasted-link').fill(`Here it is: ${link} – see you`)
  await other.page.getByRole('button', { name: 'Open the link' }).click()
  await onScreen(other.page, 'lobby')
  expect(other.page.url(), 'the address bar keeps nothing of it').toBe(place)
})
