/** What is kept of past sessions by the client's consent, and coming back to what did not sit right. */
import { history, type Past } from '../check-in/history.ts'
import type { Millis } from '../clock.ts'
import type { SessionId } from '../ids.ts'
import { noteOf, type Notes } from '../pair/notes.ts'
import type { Journal } from '../pair/said.ts'
import { type NoteValue, type RecordNote, SESSIONS_KEPT, SIGNALS_KEPT } from '../protocol/notes.ts'
import { followUpDue } from '../reflection/over-time/repair.ts'
import { type Consent, consentOf } from './consent.ts'

export type KeptSession = RecordNote['sessions'][number]

/** Never more than the consent that counts now lets be kept, whatever stands in the notes. */
export const recordOf = (notes: Notes): KeptSession[] => narrowed(noteOf(notes, 'record')?.sessions ?? [], consentOf(notes))

/** Of these no more than the consent lets be kept. */
export function narrowed(sessions: readonly KeptSession[], { signals, pauses }: Consent): KeptSession[] {
  if (signals === 'nothing' && pauses === 'nothing') return []
  return sessions.map((one) => ({
    ...one, signals: signals === 'keep' ? one.signals : [], pauses: pauses === 'keep' ? one.pauses : 0,
  }))
}

/** What the therapist's browser says when the notes hold more than the consent lets be kept; `null`: they do not. */
export function forgetting(notes: Notes): NoteValue | null {
  const [kept, may] = [noteOf(notes, 'record')?.sessions ?? [], recordOf(notes)]
  return JSON.stringify(kept) === JSON.stringify(may) ? null : { note: 'record', sessions: may }
}

export interface EndedSession {
  session: SessionId
  admittedAt: Millis
  journal: Journal
}

/** What the therapist's browser says as a session ends; `null` where nothing may be kept, or all of it is. */
export function recordAfter(notes: Notes, consent: Consent, { session, admittedAt, journal }: EndedSession): NoteValue | null {
  const past = history(journal).toSorted((a, b) => a.said - b.said)
  const [entry] = narrowed([{
    session, at: admittedAt,
    signals: signalsOf(past).slice(0, SIGNALS_KEPT),
    pauses: past.filter(({ code }) => code === 'pause').length,
  }], consent)
  const before = noteOf(notes, 'record')?.sessions ?? []
  const others = narrowed(before.filter((one) => one.session !== session), consent)
  const sessions = [...others, ...(entry === undefined ? [] : [entry])].slice(-SESSIONS_KEPT)
  return JSON.stringify(sessions) === JSON.stringify(before) ? null : { note: 'record', sessions }
}

/** An "okay again" that answers nothing kept here would tell of what is never kept: it is left out. */
function signalsOf(past: readonly Past[]): KeptSession['signals'] {
  const signals = past.flatMap(({ code, said }) => (code === 'pause' ? [] : [{ code, at: said }]))
  const first = signals.findIndex(({ code }) => code !== 'ok')
  return first === -1 ? [] : signals.slice(first)
}

/** The last session, where something in it did not sit right and nobody has come back to it by hand; else `null`. */
export function repairDue(notes: Notes, now: SessionId): KeptSession | null {
  const sessions = recordOf(notes).filter(({ session }) => session !== now)
  const last = sessions.at(-1)
  if (last === undefined || noteOf(notes, 'repair')?.lookedAt === last.session) return null
  const asKept = sessions.map(({ at, signals }) => ({ at, signals: signals.map(({ code }) => code) }))
  return followUpDue({ keep: 'kindAndTime', sessions: asKept }) ? last : null
}
