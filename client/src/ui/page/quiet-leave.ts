import { createContext } from 'react'

/** *Leave quietly*, as a page may offer it; `null` where there is none: for the therapist, or switched off by the operator. */
export type QuietLeaveView = {
  /** `on`: the client turned on the small button in the room and the ways by keyboard. */
  state: 'off' | 'on'
  /** Blank at once, and gone; explained or not, turned on or not. */
  onGo(): void
  onChoose(wish: 'on' | 'off'): void
} | null

/** The same on every page of a client, so it is handed over once, at the top. */
export const QuietLeaveContext = createContext<QuietLeaveView>(null)
