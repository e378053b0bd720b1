/** What time alone does to a session, and what keeps it from doing so: a seat whose device is here, and media that flow. */
import { HOUR, type Millis, MINUTE } from '../clock.ts'
import { ok } from '../result.ts'
import type { Circumstances, MediaWord, SessionEvent } from './commands.ts'
import { type Decision, no, type Of, sits } from './decision.ts'
import { REOPENS_WITHIN } from './reopen.ts'
import type { RoomState } from './state.ts'

/** How long after its last sign of life a tab may come back without knocking (SE19, SE22). */
export const RESUME_WITHIN = 30 * MINUTE
/** A session in which nobody was here for so long is over (SE50). */
export const LAPSES_AFTER = 30 * MINUTE
/** So long after admission a session without media is over (SE54). */
export const LAPSES_WITHOUT_MEDIA = 4 * HOUR
/** Media of which no page spoke for so long do not flow: three of a page's words in a row got lost. */
export const MEDIA_COUNT_FOR = 15 * MINUTE
/** How often a page whose media flow says so. */
export const SAY_FLOWING_EVERY = 5 * MINUTE
/** Words in between say nothing new: no page makes the server write more often than this. */
const FLOWING_STANDS_FOR = 1 * MINUTE

type Time = Pick<Circumstances, 'now' | 'lastHere' | 'nextSession'>

/** What is to happen because its time has come; nothing, mostly. */
export function overdue({ session }: RoomState, { now, lastHere, nextSession }: Time): SessionEvent[] {
  if (session.phase === 'finished') {
    return session.reopening !== null && now >= session.endedAt + REOPENS_WITHIN ? [{ event: 'closedForGood' }] : []
  }
  if (session.phase !== 'inProgress') return []
  const { admittedAt, flowedAt } = session
  const forgotten = lastHere !== null && now - Math.max(lastHere, flowedAt) >= LAPSES_AFTER
  const silent = now - admittedAt >= LAPSES_WITHOUT_MEDIA && now - flowedAt >= MEDIA_COUNT_FOR
  return forgotten || silent ? [{ event: 'finished', at: now, by: 'lapse', next: nextSession }] : []
}

/**
 * When somebody should look whether time has done something, whoever is here; `null` when nothing is to come. A session
 * that nobody is in needs no look: whoever comes finds it over.
 */
export function dueAt({ session }: RoomState): Millis | null {
  if (session.phase === 'finished') return session.reopening === null ? null : session.endedAt + REOPENS_WITHIN
  if (session.phase !== 'inProgress') return null
  return Math.max(session.admittedAt + LAPSES_WITHOUT_MEDIA, session.flowedAt + MEDIA_COUNT_FOR)
}

/** A page that sits in the session says that media flow. */
export function flowing(state: RoomState, command: Of<'flowing'>, { now }: Circumstances): Decision {
  const { session } = state
  if (session.phase !== 'inProgress' || session.id !== command.session) return no('sessionOver')
  return sits(state, command) ? ok(mediaEvents(state, command.by, { media: 'flowing' }, { now })) : no('displaced')
}

/** What comes of the word on media that the holder of a seat brings; a client who has left has none. */
export function mediaEvents(
  { session }: RoomState, by: 'therapist' | 'client', { media }: MediaWord, { now }: Pick<Circumstances, 'now'>,
): SessionEvent[] {
  if (media === 'none' || session.phase !== 'inProgress' || now - session.flowedAt < FLOWING_STANDS_FOR) return []
  if (by === 'client' && session.client.place === 'left') return []
  return [{ event: 'mediaFlowed', at: now }]
}

/** Whether whoever sat in the client's seat has been gone for so long that they knock again. */
export function tooLongAway({ session }: RoomState, { now, clientLastSeen }: Circumstances): boolean {
  if (session.phase !== 'inProgress') return false
  if (session.client.place === 'left') return now - session.client.since > RESUME_WITHIN
  return clientLastSeen !== null && now - Math.max(clientLastSeen, session.flowedAt) > RESUME_WITHIN
}
