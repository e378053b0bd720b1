import { createContext } from 'react'

/** One place to turn to, as whoever runs the server has written it. */
export interface HelpEntry {
  name: string
  detail: string
  /** `tel:` or `https:`; anything else is shown as text. */
  href: string | null
}

export type HelpView = { state: 'notConfigured' } | { state: 'configured'; entries: readonly HelpEntry[] }

/** The same on every page, so it is handed over once, at the top. */
export const HelpContext = createContext<HelpView>({ state: 'notConfigured' })
