/**
 * A small window that stays on top of others (document picture-in-picture), where the browser has one. It shows what
 * this page draws into it, in the same styles.
 */
import { browserPaint, type PagePaint } from './paint.ts'

export interface SmallWindow {
  body: HTMLElement
  /** Whether this window is looked at, apart from the page that opened it. */
  eyes: PagePaint
  onClosed(act: () => void): void
  close(): void
}

export interface SmallWindows {
  /** Has to follow a tap; `null` where the browser refuses. */
  open(size: { width: number; height: number }): Promise<SmallWindow | null>
  /** Some browsers ask for one by themselves when the page goes out of view. Returns what ends it. */
  onAsked(act: () => void): () => void
}

interface PictureInPicture { requestWindow(size: { width: number; height: number }): Promise<Window> }

/** `null`: this browser has none. */
export function browserWindows(page: Window = window): SmallWindows | null {
  const { documentPictureInPicture: inPicture } = page as Window & { documentPictureInPicture?: PictureInPicture }
  if (inPicture === undefined) return null
  return {
    async open(size) {
      const opened = await inPicture.requestWindow(size).catch(() => null)
      if (opened === null) return null
      const { document } = opened
      document.documentElement.lang = page.document.documentElement.lang
      document.documentElement.dir = page.document.documentElement.dir
      document.title = page.document.title
      for (const style of page.document.querySelectorAll('link[rel="stylesheet"], style')) document.head.append(style.cloneNode(true))
      return {
        body: document.body,
        eyes: browserPaint(document, opened),
        onClosed: (act) => opened.addEventListener('pagehide', act, { once: true }),
        close: () => opened.close(),
      }
    },
    onAsked(act) {
      const set = (handler: (() => void) | null): void => {
        // Browsers throw at actions they do not know.
        try {
          page.navigator.mediaSession.setActionHandler('enterpictureinpicture' as MediaSessionAction, handler)
        } catch {
          /* This one never asks. */
        }
      }
      set(act)
      return () => set(null)
    },
  }
}
