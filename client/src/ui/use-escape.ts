import { useEffect, useRef } from 'react'

/** What Escape closes, the latest last. */
const waiting: object[] = []

/** Escape, for a dialog that is not modal and is not told of it by the browser. The one opened last closes first. */
export function useEscape(active: boolean, onEscape: () => void): void {
  const current = useRef(onEscape)
  useEffect(() => {
    current.current = onEscape
  })
  useEffect(() => {
    if (!active) return
    const me = {}
    waiting.push(me)
    // On the window: whatever lies over the dialog hears it before, on the document, and keeps it.
    const press = (event: KeyboardEvent) => {
      if (event.key !== 'Escape' || event.defaultPrevented || waiting.at(-1) !== me) return
      event.preventDefault()
      current.current()
    }
    window.addEventListener('keydown', press)
    return () => {
      window.removeEventListener('keydown', press)
      waiting.splice(waiting.indexOf(me), 1)
    }
  }, [active])
}
