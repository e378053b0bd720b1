import { useSyncExternalStore } from 'react'
import { flushSync } from 'react-dom'

const paper = matchMedia('print')
let asked = false

function watch(changed: () => void): () => void {
  // The paper is laid out as soon as the event has been heard, so it has to be drawn within it.
  const say = (printing: boolean) => () => {
    asked = printing
    flushSync(changed)
  }
  const [before, after] = [say(true), say(false)]
  addEventListener('beforeprint', before)
  addEventListener('afterprint', after)
  paper.addEventListener('change', changed)
  return () => {
    removeEventListener('beforeprint', before)
    removeEventListener('afterprint', after)
    paper.removeEventListener('change', changed)
  }
}

/** Whether the page is on its way to paper: what is drawn there alone costs the screen nothing. */
export const usePrinting = (): boolean => useSyncExternalStore(watch, () => asked || paper.matches)
