/** Things that happen to pages in real life, done on purpose: a hanging page, a page in a background tab. */
import type { Page } from 'playwright-core'

/** Stops the page's script where it stands, as a hung or sleeping page would. Returns what lets it go on. */
export async function freeze(page: Page): Promise<() => Promise<void>> {
  const session = await page.context().newCDPSession(page)
  await session.send('Debugger.enable')
  const paused = new Promise<void>((resolve) => session.once('Debugger.paused', () => resolve()))
  await session.send('Debugger.pause')
  await paused
  return async () => {
    await session.send('Debugger.resume')
    await session.send('Debugger.disable')
    await session.detach()
  }
}

/** Makes the page believe it is not in view. Returns what brings it back. */
export async function hide(page: Page): Promise<() => Promise<void>> {
  const set = (state: 'hidden' | 'visible') =>
    page.evaluate((visibility) => {
      Object.defineProperty(document, 'visibilityState', { value: visibility, configurable: true })
      document.dispatchEvent(new Event('visibilitychange'))
    }, state)
  await set('hidden')
  return () => set('visible')
}

/** From its next load on, what the server says over the page's connection reaches it as `put` makes it. */
export async function reword(page: Page, put: (message: string) => string): Promise<void> {
  await page.routeWebSocket(/socket\.io/, (socket) => {
    socket.connectToServer().onMessage((message) => socket.send(put(String(message))))
  })
}

/**
 * The server's clock cannot be turned: from the page's next load on, whoever is away has been so for `longer()`
 * milliseconds more than the server says.
 */
export const awayFor = (page: Page, longer: () => number): Promise<void> =>
  reword(page, (message) =>
    message.replaceAll(/("state":"away","since":)(\d+)/g, (_all, head: string, since: string) => `${head}${Number(since) - longer()}`))
