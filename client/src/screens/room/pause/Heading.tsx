import { useEffect, useRef } from 'react'
import css from './ClientPause.module.css'

export interface HeadingProps {
  children: React.ReactNode
  look?: 'h1' | 'small'
}

/** The heading takes the focus when its page appears: a calm place, and Tab goes on from there. */
export function Heading({ children, look = 'h1' }: HeadingProps) {
  const element = useRef<HTMLHeadingElement>(null)
  useEffect(() => element.current?.focus(), [])
  return (
    <h1 ref={element} className={`${look} ${css['title']}`} tabIndex={-1}>
      {children}
    </h1>
  )
}
