/**
 * Check-ins as a fold over what was said. The client and the therapist read the same journal: what the one sees as
 * "on their screen" is what the other's browser said it had painted, and nothing else.
 */
import { type Millis, SECOND } from '../clock.ts'
import { CLIENT, type FactId, THERAPIST } from '../ids.ts'
import { type Journal, type Said, saidOf } from '../pair/said.ts'
import type { FactOf } from '../protocol/inside.ts'
import type { CheckInCode, ReplyCode } from './vocabulary.ts'

/** How far a check-in got, by the word of the therapist's browser alone. */
export type Reached = 'nowhere' | FactOf<'receipt'>['state']

const RANK: Record<Reached, number> = { nowhere: 0, behind: 1, shown: 2, seen: 3, cleared: 4 }

export interface CheckIn {
  fact: FactId
  code: CheckInCode
  /** When it was pressed, by server time. */
  said: Millis
  reached: Reached
  /** The therapist's preset answer; the last one counts. */
  reply: ReplyCode | null
  /** `takenBack` by the client, or put to rest by a later "I'm okay again". */
  ended: 'no' | 'takenBack' | 'okay'
}

/** Every check-in of this session, oldest first, each as far as it got. */
export function checkIns(journal: Journal): CheckIn[] {
  const receipts = reachedBy(journal)
  const replies = new Map(saidOf(journal, 'reply', THERAPIST).map(({ fact }) => [fact.of, fact.reply]))
  const takenBack = new Set(saidOf(journal, 'takeBack', CLIENT).map(({ fact }) => fact.of))
  const presses = saidOf(journal, 'checkIn', CLIENT)
  const lastOkay = presses.findLast(({ fact }) => fact.code === 'ok' && !takenBack.has(fact.fact))
  return presses.map((press) => ({
    fact: press.fact.fact,
    code: press.fact.code,
    said: press.fact.said,
    reached: receipts.get(press.fact.fact) ?? 'nowhere',
    reply: replies.get(press.fact.fact) ?? null,
    ended: takenBack.has(press.fact.fact) ? 'takenBack' : lastOkay !== undefined && isBefore(press, lastOkay) ? 'okay' : 'no',
  }))
}

const isBefore = (one: Said, other: Said): boolean => one.turn < other.turn || (one.turn === other.turn && one.seq < other.seq)

/** The furthest receipt of each fact; an answer says "seen" as well. */
function reachedBy(journal: Journal): Map<FactId, Reached> {
  const reached = new Map<FactId, Reached>()
  const reach = (of: FactId, state: Reached): void => {
    if (RANK[state] > RANK[reached.get(of) ?? 'nowhere']) reached.set(of, state)
  }
  for (const { fact } of saidOf(journal, 'receipt', THERAPIST)) reach(fact.of, fact.state)
  for (const { fact } of saidOf(journal, 'reply', THERAPIST)) reach(fact.of, 'seen')
  return reached
}

/** How far any fact of the client's got, by the therapist's receipts. */
export const reachedOf = (journal: Journal, fact: FactId): Reached => reachedBy(journal).get(fact) ?? 'nowhere'

/** Whether `state` tells more than what was reached already. */
export const isFurther = (state: Reached, than: Reached): boolean => RANK[state] > RANK[than]

/** Without a receipt for so long, the client reads "Not confirmed yet. Still trying." */
export const CONFIRM_WITHIN = 8 * SECOND
/** A cue that arrives later than this after the press shows its age. */
export const SHOW_AGE_AFTER = 20 * SECOND
/** Unanswered on their screen for so long, the client reads "Not seen yet". */
export const SEE_WITHIN = 90 * SECOND
/** How long a press can be taken back, while it is not seen. */
export const UNDO_WITHIN = 10 * SECOND

/** What the client is told of one check-in. */
export type SignalState =
  | 'sending' | 'notConfirmed' | 'behind' | 'onScreen' | 'notSeen' | 'seen' | 'cleared' | 'takenBack' | 'couldNotConfirm'

/** @param over whether the session has ended: what was not confirmed by then never will be. */
export function signalState({ reached, said, ended }: CheckIn, now: Millis, over: boolean): SignalState {
  if (ended === 'takenBack') return 'takenBack'
  if (ended === 'okay' && reached !== 'nowhere') return 'cleared'
  switch (reached) {
    case 'nowhere':
      if (over) return 'couldNotConfirm'
      return now - said < CONFIRM_WITHIN ? 'sending' : 'notConfirmed'
    case 'shown':
      return now - said < SEE_WITHIN || over ? 'onScreen' : 'notSeen'
    default:
      return reached
  }
}

/** Until when a check-in can be taken back; `null` once it was seen, or ended. */
export function undoUntil({ reached, said, ended, code }: CheckIn): Millis | null {
  if (ended !== 'no' || isFurther(reached, 'shown') || code === 'pause') return null
  return said + UNDO_WITHIN
}
