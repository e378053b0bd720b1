/** How little of a signal shows on the client's own page: two real pages with cameras whose pictures stand still. */
import { describe, expect, test } from 'vitest'
import { stillCamera } from '../../support/still-camera.ts'
import type { Client } from '../people/client.ts'
import type { Page } from '../people/expect.ts'
import { notice } from '../people/page.ts'
import { listenTo } from '../people/sounds.ts'
import { useStage } from '../people/stage.ts'

const stage = useStage('present', { browser: [stillCamera()] })
const CODES = { slower: '1', off: '5', not_private: '6' } as const
type Code = keyof typeof CODES

interface Place { x: number; y: number; width: number; height: number }

/** Everything but the corner of the quiet signals: all above the band, the own picture, and the controls. */
async function placesOutside(page: Page): Promise<Place[]> {
  const boxes = [page.locator('footer'), page.locator('footer [role="group"]'), page.locator('footer video').first()]
  const [band, controls, own] = await Promise.all(boxes.map((each) => each.boundingBox()))
  if (!band || !controls || !own) throw new Error('there is no band')
  return [{ x: 0, y: 0, width: page.viewportSize()?.width ?? 0, height: band.y }, controls, own]
}

/** How these places look, pictures and all. */
async function looks(page: Page, places: readonly Place[]): Promise<string[]> {
  const pictures = []
  for (const clip of places) pictures.push((await page.screenshot({ clip, animations: 'allow' })).toString('base64'))
  return pictures
}

const moving = (page: Page) => page.evaluate(() => document.getAnimations().length)

/** A pointer that rests on a control would show as well; a key does not. */
const byKey = async ({ page }: Client, code: Code): Promise<void> => {
  await page.keyboard.press('q')
  await page.getByTestId('tray').waitFor()
  await page.keyboard.press(CODES[code])
}
const byThumb = async ({ page }: Client, code: Code): Promise<void> => {
  await page.getByTestId('quiet-signals').tap()
  await page.getByTestId('tray').locator(`[data-signal="${code}"]`).tap()
}

describe('Discretion', () => {
  test.each([
    ['a wide page, by keyboard', { width: 1280, height: 800 }, byKey],
    ['a phone, by thumb', { width: 390, height: 844 }, byThumb],
  ])('CI24 CL6 on %s, a signal changes nothing outside its own corner: no pixel, no sound, nothing that moves', async (_where, size, press) => {
    const { client } = await stage.inSession(undefined, undefined, { viewport: size, hasTouch: true })
    const { page } = client
    await notice(page, 'consent').getByTestId('keep-nothing').press('Enter')
    await notice(page, 'consent').waitFor({ state: 'detached' })
    await page.getByRole('button', { name: 'More', exact: true }).press('Enter')
    await page.getByTestId('more-time').press('Enter')
    await page.keyboard.press('Escape')
    const ownTime = await page.getByTestId('own-time').boundingBox()
    await page.getByTestId('quiet-signals').focus()
    const heard = await listenTo(page)
    const places = await placesOutside(page)
    // A call begins small and grows sharp: it is compared from when it stands still.
    await expect.poll(async () => {
      const [one, other] = [await looks(page, places), await looks(page, places)]
      return one.every((picture, place) => picture === other[place])
    }, { timeout: 20_000 }).toBe(true)
    const before = { pictures: await looks(page, places), moving: await moving(page) }
    const changed = async () => {
      const now = await looks(page, places)
      return ['above', 'controls', 'own'].filter((_name, place) => now[place] !== before.pictures[place])
    }
    for (const code of ['slower', 'off', 'not_private'] as const) {
      await press(client, code)
      await page.getByTestId('tray').waitFor({ state: 'detached' })
      await stage.therapist.cue(code)
      await client.signalIs('onScreen')
      expect(await placesOutside(page), `nothing has moved: ${code}`).toEqual(places)
      expect(await changed(), code).toEqual([])
      expect(await moving(page)).toBe(before.moving)
    }
    await stage.therapist.page.keyboard.press('1')
    await client.signalIs('seen')
    expect(await changed()).toEqual([])
    expect(await placesOutside(page)).toEqual(places)
    expect(await page.getByTestId('own-time').boundingBox(), 'the client’s own clock').toEqual(ownTime)
    expect(await heard.jsonValue()).toEqual([])
  })
})
