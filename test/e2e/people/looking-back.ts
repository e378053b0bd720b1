/** The pages of looking back, as a person uses them. */
import { mkdir } from 'node:fs/promises'
import type { JSHandle, Locator, Page } from 'playwright-core'
import { onScreen } from './page.ts'

const PICTURES = new URL('../../output/reflection/', import.meta.url).pathname

/** The buttons that a screen has in the very moment in which it first stands there, from now on. The first of them is focused. */
export const firstButtons = (page: Page, screen: string): Promise<JSHandle<HTMLButtonElement[]>> =>
  page.evaluateHandle((name) => {
    const buttons: HTMLButtonElement[] = []
    const look = new MutationObserver(() => {
      const here = document.querySelector(`[data-screen="${name}"]`)
      if (here === null) return
      look.disconnect()
      buttons.push(...here.querySelectorAll('button'))
      buttons[0]?.focus()
    })
    look.observe(document, { childList: true, subtree: true })
    return buttons
  }, screen)

export class LookingBack {
  constructor(readonly page: Page) {}

  /** From the end of the session to the questions. */
  async start(): Promise<void> {
    await this.page.getByRole('button', { name: 'Look back on today' }).click()
    await onScreen(this.page, 'look-back')
    // The page is there before it is known what is asked.
    await this.page.locator('[data-screen="look-back"] form').waitFor()
  }

  /** Whether a question counts as answered. */
  async answered(item: string): Promise<boolean> {
    return (await this.page.locator(`input[name="${item}"]`).getAttribute('data-answered')) === 'true'
  }

  /** Waits until the page after Done says so. */
  async is(state: 'kept' | 'notYet' | 'saved' | 'refused'): Promise<void> {
    await this.page.locator(`[data-screen="looked-back"][data-state="${state}"]`).waitFor()
  }

  /** Goes on with Tab alone until this has the focus. */
  async focus(target: Locator): Promise<void> {
    const wanted = await target.elementHandle()
    const has = () => this.page.evaluate((element) => document.activeElement === element, wanted)
    for (let presses = 0; presses < 90 && !(await has()); presses++) await this.page.keyboard.press('Tab')
    if (!(await has())) throw new Error('Tab does not lead there')
  }

  /** Everything of reflections in this browser's database. */
  stored(): Promise<string[]> {
    return this.page.evaluate(
      () =>
        new Promise<string[]>((resolve, reject) => {
          const opening = indexedDB.open('fermata')
          opening.addEventListener('error', () => reject(new Error('no database')))
          opening.addEventListener('success', () => {
            const keys = opening.result.transaction('keys').objectStore('keys').getAllKeys()
            keys.addEventListener('success', () => {
              opening.result.close()
              resolve(keys.result.map(String).filter((key) => key.startsWith('reflection')))
            })
          })
        }),
    )
  }

  /** A picture to look at. */
  async picture(name: string, page = this.page): Promise<void> {
    await mkdir(PICTURES, { recursive: true })
    await page.screenshot({ path: `${PICTURES}${name}.png` })
  }
}
