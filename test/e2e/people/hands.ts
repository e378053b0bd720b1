/** The two ways of using a page without a mouse: by the keyboard alone, and by touch alone. */
import type { Locator, Page } from 'playwright-core'

export interface Hands {
  /** Presses a button, a link or a choice. */
  press(target: Locator): Promise<void>
  /** Writes into a field, in place of what stood there. */
  write(target: Locator, text: string): Promise<void>
}

/** Further than any page has stops. */
const STOPS = 120

/** Goes to an element with Tab alone. */
export async function reach(page: Page, target: Locator): Promise<void> {
  await target.waitFor()
  const wanted = await target.elementHandle()
  const has = () => page.evaluate((element) => document.activeElement === element, wanted)
  for (let stops = 0; stops < STOPS && !(await has()); stops++) await page.keyboard.press('Tab')
  if (!(await has())) throw new Error(`Tab does not lead to ${String(target)}`)
}

export const keyboard = (page: Page): Hands => ({
  async press(target) {
    await reach(page, target)
    await page.keyboard.press((await target.getAttribute('type')) === 'radio' ? 'Space' : 'Enter')
  },
  async write(target, text) {
    await reach(page, target)
    await page.keyboard.press('ControlOrMeta+a')
    await page.keyboard.type(text)
  },
})

export const touch = (): Hands => ({
  async press(target) {
    await target.scrollIntoViewIfNeeded()
    const box = await target.boundingBox()
    if (box === null) throw new Error(`${String(target)} is not on this page`)
    if ((await target.getAttribute('type')) !== 'radio' && (box.width < 24 || box.height < 24)) throw new Error(`${String(target)} is too small for a thumb`)
    await target.tap()
  },
  async write(target, text) {
    await target.tap()
    await target.fill(text)
  },
})
