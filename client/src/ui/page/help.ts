import type { HelpEntry } from '@fermata/shared/protocol'
import { createContext } from 'react'

/** The places to turn to that whoever runs the server has filled in; none of them, as long as they have not. */
export type HelpView = readonly HelpEntry[]

/** The same on every page, so it is handed over once, at the top. */
export const HelpContext = createContext<HelpView>([])
