/** The two ways between the pages, cut in the pages themselves: what is sent meanwhile is lost, and nothing says so. */
import type { BrowserContext, Page } from 'playwright-core'

export type Path = 'signalling' | 'call'

interface Cut {
  cut: Set<Path>
  sockets: Set<WebSocket>
}

/** Makes it possible, from the next page load on. */
export async function cuttable(context: BrowserContext): Promise<void> {
  await context.addInitScript(() => {
    const state: Cut = { cut: new Set(), sockets: new Set() }
    Object.assign(globalThis, { cuts: state })
    const Native = WebSocket
    globalThis.WebSocket = class extends Native {
      constructor(url: string | URL, protocols?: string | string[]) {
        // Nobody listens there.
        super(state.cut.has('signalling') ? 'ws://127.0.0.1:9/' : url, protocols)
        state.sockets.add(this)
      }
    }
    const { send } = RTCDataChannel.prototype
    RTCDataChannel.prototype.send = function (this: RTCDataChannel, data: never) {
      if (!state.cut.has('call')) send.call(this, data)
    }
  })
}

/** Cuts them on this page. Returns what mends them. */
export async function cut(page: Page, ...paths: Path[]): Promise<() => Promise<void>> {
  await page.evaluate((which) => {
    const { cuts } = globalThis as unknown as { cuts: Cut }
    for (const path of which) cuts.cut.add(path)
    if (which.includes('signalling')) for (const socket of cuts.sockets) socket.close()
  }, paths)
  return () => page.evaluate((which) => {
    const { cuts } = globalThis as unknown as { cuts: Cut }
    for (const path of which) cuts.cut.delete(path)
  }, paths)
}
