/** A signal pressed to try it out. It is no check-in: no cue, no history, nothing grows or sounds because of it. */
import type { Millis } from '../clock.ts'
import { CLIENT, type FactId } from '../ids.ts'
import { type Journal, saidOf } from '../pair/said.ts'
import { type Reached, reachedOf } from './fold.ts'
import type { CheckInCode } from './vocabulary.ts'

export interface Practice {
  fact: FactId
  code: CheckInCode
  said: Millis
  reached: Reached
}

/** The last one; `null` before the first, and once a real signal came after it. */
export function practiceNow(journal: Journal): Practice | null {
  const last = saidOf(journal, 'practice', CLIENT).at(-1)?.fact
  if (last === undefined || saidOf(journal, 'checkIn', CLIENT).some(({ fact }) => fact.said > last.said)) return null
  return { fact: last.fact, code: last.code, said: last.said, reached: reachedOf(journal, last.fact) }
}
