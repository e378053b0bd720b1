import { type RefObject, useEffect, useRef, useState } from 'react'
import { standsNowhere } from '../../../ui/arrive.ts'

/** On a phone the form is walked through page by page; on a wide page all of it stands there, and no step shows. */
export interface Steps {
  step: number
  form: RefObject<HTMLFormElement | null>
  go(to: number): void
}

/** After a step, what is read is the new page's question. Whoever stands somewhere when the form comes stays there. */
export function useSteps(last: number): Steps {
  const [step, setStep] = useState(0)
  const form = useRef<HTMLFormElement>(null)
  const moved = useRef(false)
  useEffect(() => {
    if (!moved.current && !standsNowhere()) return
    const heading = form.current?.querySelector<HTMLElement>('[data-now="true"] :is(legend, h1, label)')
    heading?.focus({ preventScroll: true })
    if (moved.current) window.scrollTo({ top: 0 })
  }, [step])
  const go = (to: number): void => {
    moved.current = true
    setStep(Math.min(last, Math.max(0, to)))
  }
  return { step, form, go }
}
