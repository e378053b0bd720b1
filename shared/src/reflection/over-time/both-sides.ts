/** One session as both looked back on it. For the therapist's eyes only: a question to oneself, no verdict on either. */
import { THRESHOLDS, type Thresholds } from './thresholds.ts'

type Answered<Name extends string> = Readonly<Record<Name, number | null>>

export interface Side<Name extends string = string> {
  item: Name
  theirs: number
  own: number
}

export interface BothSides<Name extends string = string> {
  /** What both answered, in the order of the questions. */
  items: readonly Side<Name>[]
  /** What they saw most differently, if by enough to be worth a thought. */
  apart: Side<Name> | null
}

export function bothSides<Name extends string>(
  theirs: Answered<Name>, own: Answered<Name>, items: readonly Name[], { drop }: Thresholds = THRESHOLDS,
): BothSides<Name> {
  const both = items.flatMap((item): Side<Name>[] => {
    const [their, mine] = [theirs[item], own[item]]
    return their === null || mine === null ? [] : [{ item, theirs: their, own: mine }]
  })
  const far = ({ theirs: a, own: b }: Side): number => Math.abs(a - b)
  const apart = both.reduce<Side<Name> | null>((most, one) => (most === null || far(one) > far(most) ? one : most), null)
  return { items: both, apart: apart !== null && far(apart) >= drop ? apart : null }
}
