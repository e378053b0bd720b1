import { createContext } from 'react'

/** *Leave quietly*, as a page may offer it; `null` where there is none: for the therapist, or switched off by the operator. */
export type QuietLeaveView = {
  /** Before it was explained it does nothing; a client may switch it off. */
  state: 'unexplained' | 'ready' | 'switchedOff'
  /** Blank at once, and gone. Only once it is `ready`. */
  onGo(): void
  onChoose(wish: 'on' | 'off'): void
} | null

/** The same on every page of a client, so it is handed over once, at the top. */
export const QuietLeaveContext = createContext<QuietLeaveView>(null)
