import { useEffect, useRef } from 'react'
import css from './ClientPause.module.css'

/** The heading takes the focus when its page appears: a calm place, and Tab goes on from there. */
export function Heading({ children }: { children: React.ReactNode }) {
  const element = useRef<HTMLHeadingElement>(null)
  useEffect(() => element.current?.focus(), [])
  return (
    <h1 ref={element} className={`h1 ${css['title']}`} tabIndex={-1}>
      {children}
    </h1>
  )
}
