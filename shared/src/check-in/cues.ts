/**
 * The therapist's cues: open check-ins, repeats of the same merged into one. "I'm okay again" clears all that came
 * before it and stands itself until it is seen.
 */
import type { Millis } from '../clock.ts'
import type { FactId } from '../ids.ts'
import type { Journal } from '../pair/said.ts'
import { type CheckIn, checkIns } from './fold.ts'
import type { CheckInCode } from './vocabulary.ts'

export interface Cue {
  /** The newest press of those merged here: the cue is known by it. */
  fact: FactId
  code: CheckInCode
  /** Every press merged into this cue, oldest first: all of them are told how far they got. */
  presses: readonly CheckIn[]
  /** When the first of them was pressed, by server time. */
  since: Millis
  state: 'open' | 'seen'
  /** "Okay" after "I can't talk freely" says so by a shape. */
  after: 'not_private' | null
}

/** Newest first. */
export function cues(journal: Journal): Cue[] {
  const all = checkIns(journal)
  const standing = all.filter(({ ended, reached }) => ended === 'no' && reached !== 'cleared')
  const merged = new Map<string, CheckIn[]>()
  for (const press of standing) {
    const state = press.reached === 'seen' ? 'seen' : 'open'
    // A press after one that was seen is a new cue; of those seen, only the last is remembered.
    const before = merged.get(`${press.code} ${state}`) ?? []
    merged.set(`${press.code} ${state}`, state === 'seen' ? [press] : [...before, press])
  }
  return [...merged.entries()]
    .flatMap(([key, presses]) => toCue(key.endsWith('seen') ? 'seen' : 'open', presses, all))
    .filter(({ code, state }) => !(code === 'ok' && state === 'seen'))
    .sort((a, b) => all.findIndex((c) => c.fact === b.fact) - all.findIndex((c) => c.fact === a.fact))
}

function toCue(state: Cue['state'], presses: readonly CheckIn[], all: readonly CheckIn[]): Cue[] {
  const [first, newest] = [presses[0], presses.at(-1)]
  if (first === undefined || newest === undefined) return []
  const { fact, code } = newest
  const at = all.findIndex((each) => each.fact === fact)
  const before = all.slice(0, at).findLast(({ ended }) => ended !== 'takenBack')
  return [{ fact, code, presses, since: first.said, state, after: code === 'ok' && before?.code === 'not_private' ? 'not_private' : null }]
}
