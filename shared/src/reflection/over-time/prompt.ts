/**
 * One neutral prompt for the therapist after a session, or none: a question to ask, never a finding. It looks at the
 * newest shared reflection only.
 */
import * as v from 'valibot'
import { Item } from '../questionnaire.ts'
import { inTime, type Past } from './past.ts'
import { THRESHOLDS, type Thresholds } from './thresholds.ts'
import { usualBefore } from './usual.ts'

export type Prompt<Name extends string = string> =
  /** `lower` than usual, or merely `low`: the page does not call usual what is not. */
  | { prompt: 'ask'; item: Name; why: 'lower' | 'low' }
  /** Everything high several times running: a tip to invite one small change. */
  | { prompt: 'invite' }

/** Our own questions' prompt as it is kept for another day. */
export const KeptPrompt = v.variant('prompt', [
  v.strictObject({ prompt: v.literal('ask'), item: Item, why: v.picklist(['lower', 'low']) }),
  v.strictObject({ prompt: v.literal('invite') }),
])

/** At most one: of several, the largest drop; of equal ones, the first question. */
export function promptOf<Name extends string>(
  past: readonly Past<Name>[], items: readonly Name[], thresholds: Thresholds = THRESHOLDS,
): Prompt<Name> | null {
  const sessions = inTime(past)
  const newest = sessions.at(-1)
  if (newest === undefined) return null
  let [worst, most]: [Prompt<Name> | null, number] = [null, -Infinity]
  for (const item of items) {
    const value = newest.answers[item]
    if (value === null) continue
    const usual = usualBefore(sessions, sessions.length - 1, item, thresholds)
    const drop = (usual ?? thresholds.low) - value
    const isLower = usual !== null && drop >= thresholds.drop
    if ((!isLower && value >= thresholds.low) || drop <= most) continue
    ;[worst, most] = [{ prompt: 'ask', item, why: isLower ? 'lower' : 'low' }, drop]
  }
  return worst ?? (isAllHigh(sessions, items, thresholds) ? { prompt: 'invite' } : null)
}

function isAllHigh<Name extends string>(sessions: readonly Past<Name>[], items: readonly Name[], { high, running }: Thresholds): boolean {
  const lately = sessions.slice(-running)
  const isHigh = (one: Past<Name>) => items.every((item) => (one.answers[item] ?? -1) >= high)
  return lately.length === running && items.length > 0 && lately.every(isHigh)
}
