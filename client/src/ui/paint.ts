/**
 * What the page knows of being looked at. "On their screen" is said of a cue only after `nextPaint` on a page that is
 * visible, so both stand behind one port: a test moves them by hand.
 */
import { observable, type Observable } from '../lib/observable.ts'

export interface PagePaint {
  /** Whether the page is in view at all: not in a background tab, not minimised. */
  pageVisible(): Observable<boolean>
  /**
   * Resolves once what React committed before this call has been painted. A frame callback runs just before a frame
   * is drawn; when the next one runs, that frame has been drawn. In a hidden page no frame is drawn, and this waits.
   */
  nextPaint(): Promise<void>
}

/** The real page. Listens for as long as the page lives. */
export function browserPaint(page: Document = document, view: Pick<Window, 'requestAnimationFrame'> = window): PagePaint {
  const visible = observable(page.visibilityState === 'visible')
  page.addEventListener('visibilitychange', () => visible.set(page.visibilityState === 'visible'))
  return {
    pageVisible: () => visible,
    nextPaint: () =>
      new Promise((painted) => {
        view.requestAnimationFrame(() => view.requestAnimationFrame(() => painted()))
      }),
  }
}
