import { createContext } from 'react'

/**
 * Where the dialogs of a page open. `over`: over all of it, and nothing else can be reached. `within`: in a place of the
 * page's own, and what stands beside that place stays in reach: in the client's room the quiet signals.
 */
export const DialogPlace = createContext<'over' | 'within'>('over')
