/** What is usual for one person and one question: the median of a few earlier answers, given in the same way. */
import { isComparable, type Past } from './past.ts'
import { EARLIER_AT_MOST, THRESHOLDS, type Thresholds } from './thresholds.ts'

/** The middle of an odd number of values, the mean of the two in the middle of an even one. */
export function median(values: readonly number[]): number | null {
  const sorted = [...values].sort((a, b) => a - b)
  const [below, above] = [sorted[Math.ceil(sorted.length / 2) - 1], sorted[Math.floor(sorted.length / 2)]]
  return below === undefined || above === undefined ? null : (below + above) / 2
}

/**
 * The usual answer before the session at `index` of sessions in their order; that one is not in it. `null`: there are
 * too few to say.
 */
export function usualBefore<Name extends string>(
  past: readonly Past<Name>[], index: number, item: Name, { least }: Pick<Thresholds, 'least'> = THRESHOLDS,
): number | null {
  const today = past[index]
  const earlier: number[] = []
  for (let n = index - 1; n >= 0 && today !== undefined && earlier.length < EARLIER_AT_MOST; n--) {
    const one = past[n]
    const value = one !== undefined && isComparable(one, today) ? one.answers[item] : null
    if (value !== null) earlier.push(value)
  }
  return earlier.length < least ? null : median(earlier)
}

/** How an answer stands beside the usual one. */
export type Standing = 'notAnswered' | 'tooFew' | 'lower' | 'usual' | 'higher'

export function standing(value: number | null, usual: number | null, { drop }: Thresholds): Standing {
  if (value === null) return 'notAnswered'
  if (usual === null) return 'tooFew'
  if (usual - value >= drop) return 'lower'
  return value - usual >= drop ? 'higher' : 'usual'
}
