/** What the client lets be kept of a session when it is over. Nothing, until they say so. */
import { noteOf, type Notes } from '../pair/notes.ts'
import type { ConsentNote } from '../protocol/notes.ts'

export type Consent = Pick<ConsentNote, 'signals' | 'pauses'>

export const NOTHING: Consent = { signals: 'nothing', pauses: 'nothing' }

/** Our own wording, where the operator has set none. */
export const OUR_CONSENT_VERSION = 'fermata-consent|1'

/** What counts now. */
export const consentOf = (notes: Notes): Consent => noteOf(notes, 'consent') ?? NOTHING

/** Whether the client has not answered this wording yet. What they said to an earlier one counts until they do. */
export const isToBeAsked = (notes: Notes, version: string): boolean => noteOf(notes, 'consent')?.version !== version
