/**
 * Check-ins and cues as a fold over what was said. The client and the therapist read the same journal: what the one
 * sees as "on their screen" is what the other's browser said it had painted, and nothing else.
 */
import { type Millis, SECOND } from '../clock.ts'
import { CLIENT, type FactId, THERAPIST } from '../ids.ts'
import { type Journal, saidOf } from '../pair/said.ts'
import type { FactOf } from '../protocol/inside.ts'
import type { CheckInCode } from './vocabulary.ts'

/** How far a check-in got, by the word of the therapist's browser alone. */
export type Reached = 'nowhere' | FactOf<'receipt'>['state']

const RANK: Record<Reached, number> = { nowhere: 0, behind: 1, shown: 2, seen: 3, cleared: 4 }

export interface CheckIn {
  fact: FactId
  code: CheckInCode
  /** When it was pressed, by server time. */
  said: Millis
  reached: Reached
}

/** Every check-in of this session, oldest first, each as far as it got. */
export function checkIns(journal: Journal): CheckIn[] {
  const reached = new Map<FactId, Reached>()
  for (const { fact } of saidOf(journal, 'receipt', THERAPIST)) {
    const before = reached.get(fact.of) ?? 'nowhere'
    if (RANK[fact.state] > RANK[before]) reached.set(fact.of, fact.state)
  }
  return saidOf(journal, 'checkIn', CLIENT).map(({ fact }) => ({
    fact: fact.fact,
    code: fact.code,
    said: fact.said,
    reached: reached.get(fact.fact) ?? 'nowhere',
  }))
}

/** Without a receipt for so long, the client reads "Not confirmed yet. Still trying." (CI3) */
export const CONFIRM_WITHIN = 8 * SECOND
/** A cue that arrives later than this after the press shows its age. */
export const SHOW_AGE_AFTER = 20 * SECOND

/** What the client is told of one check-in. */
export type SignalState = 'sending' | 'notConfirmed' | 'behind' | 'onScreen' | 'seen' | 'cleared' | 'couldNotConfirm'

/** @param over whether the session has ended: what was not confirmed by then never will be. */
export function signalState({ reached, said }: CheckIn, now: Millis, over: boolean): SignalState {
  switch (reached) {
    case 'nowhere':
      if (over) return 'couldNotConfirm'
      return now - said < CONFIRM_WITHIN ? 'sending' : 'notConfirmed'
    case 'shown':
      return 'onScreen'
    default:
      return reached
  }
}
