/** Everything a page shows of its call over a while, also what stands there for a moment only. */
import type { Page } from 'playwright-core'

export interface Shown {
  screens: string[]
  /** What stood in the place of the other's picture, or beside it. */
  notices: string[]
  /** What the page said of its connection. */
  links: string[]
  /** How the other's picture was. */
  pictures: string[]
}

/** Watches from now on; what it returns tells what was shown until then. */
export async function watchShown(page: Page): Promise<() => Promise<Shown>> {
  const shown = await page.evaluateHandle(() => {
    const told = { screens: [] as string[], notices: [] as string[], links: [] as string[], pictures: [] as string[] }
    const names = { screens: 'data-screen', notices: 'data-notice', links: 'data-link', pictures: 'data-remote' } as const
    const look = (): void => {
      for (const kind of ['screens', 'notices', 'links', 'pictures'] as const) {
        for (const element of document.querySelectorAll(`[${names[kind]}]`)) {
          const value = element.getAttribute(names[kind]) ?? ''
          if (!told[kind].includes(value)) told[kind].push(value)
        }
      }
    }
    look()
    new MutationObserver(look).observe(document, { subtree: true, childList: true, attributes: true, attributeFilter: Object.values(names) })
    return told
  })
  return () => shown.jsonValue()
}
