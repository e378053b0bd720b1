/** What may be kept of a session, and what is, as both sides read it. The client alone decides. */
import type { Consent, KeptSession } from '@fermata/shared/agreed'
import type { Kept } from '../set-up/view.ts'

export type RecordView = {
  consent: Consent
  /** Newest first. */
  sessions: readonly KeptSession[]
  kept: Kept
} & (
  | { seat: 'therapist' }
  /** `wording`: the operator's; `null`: ours. */
  | { seat: 'client'; wording: string | null; onChoose(consent: Consent): void }
)

/** What begins a session beside the step of last time. `consent`: asked once of the client. `repair`: the therapist's. */
export type RecordAtStart =
  | { line: 'consent'; onNothing(): void }
  | { line: 'repair'; onLookedAt(): void; onPutAway(): void }
