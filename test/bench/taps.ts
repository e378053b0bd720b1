/** Taps on a quiet signal, and when each was painted as a cue at the other page. */
import type { Page } from 'playwright-core'
import type { Client } from '../e2e/people/client.ts'
import type { Therapist } from '../e2e/people/therapist.ts'

/** Presses a button from inside the page, and answers when, by the wall clock all pages share. */
export const pressAt = (page: Page, name: string): Promise<number> =>
  page.evaluate((label) => {
    const button = [...document.querySelectorAll('button')].find(
      (each) => (each.getAttribute('aria-label') ?? each.textContent ?? '').trim().startsWith(label),
    )
    const at = performance.timeOrigin + performance.now()
    button?.click()
    return at
  }, name)

/** Milliseconds from each tap to the animation frame after its cue entered the page; every tap is waited for. */
export async function tapToPaint(client: Client, therapist: Therapist, taps: number): Promise<number[]> {
  const taken: number[] = []
  for (let i = 0; i < taps; i++) {
    await client.openTray()
    const painted = therapist.page.evaluate(() => {
      const count = document.querySelectorAll('[data-cue]').length
      const newest = document.querySelector('[data-fact]')?.getAttribute('data-fact')
      return new Promise<number>((resolve) => {
        const seen = new MutationObserver(() => {
          const now = document.querySelector('[data-fact]')?.getAttribute('data-fact')
          if (now === newest && document.querySelectorAll('[data-cue]').length === count) return
          seen.disconnect()
          requestAnimationFrame(() => resolve(performance.timeOrigin + performance.now()))
        })
        seen.observe(document.body, { childList: true, subtree: true, attributes: true })
      })
    })
    const tapped = await pressAt(client.page, 'Slower, please')
    taken.push((await painted) - tapped)
    await client.signalIs('onScreen')
    await therapist.page.keyboard.press('1')
    await client.signalIs('seen')
  }
  return taken
}
