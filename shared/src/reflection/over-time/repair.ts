/**
 * Coming back to "that didn't sit right" at the next session. Signals are gone with their session unless the client
 * opted in to keeping kind and time; without that nothing is known, and nothing follows.
 */
import type { Millis } from '../../clock.ts'
import type { CheckInCode } from '../../check-in/vocabulary.ts'

/** The client's own choice. */
export type SignalConsent = { keep: 'nothing' } | { keep: 'kindAndTime'; sessions: readonly SessionSignals[] }

/** What the client let be kept of one session. */
export interface SessionSignals {
  at: Millis
  signals: readonly CheckInCode[]
}

/** Whether the last session had one, so that this one may begin there. "I'm okay again" does not close it. */
export function followUpDue(consent: SignalConsent): boolean {
  if (consent.keep === 'nothing') return false
  const last = consent.sessions.reduce<SessionSignals | null>((newest, one) => (newest === null || one.at > newest.at ? one : newest), null)
  return last?.signals.includes('off') ?? false
}
