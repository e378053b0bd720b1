/** The therapist's own answers, at the places of the sessions that the client shared: beside the client's line, never in it. */
import { isComparable, type Past } from './past.ts'
import type { Line } from './trend.ts'

type Own<Name extends string> = Pick<Past<Name>, 'questionnaire' | 'mode' | 'answers'>

/** One item's, in pieces that were answered alike; `of`: the own side of a session, if there is one. */
export function ownLine<Name extends string>(
  sessions: readonly Past<Name>[], of: (session: Past<Name>['session']) => Own<Name> | undefined, item: Name,
): Line['points'][] {
  const pieces: { index: number; value: number }[][] = []
  let before: Own<Name> | null = null
  for (const [index, past] of sessions.entries()) {
    const own = of(past.session)
    const value = own?.answers[item] ?? null
    if (own === undefined || value === null) continue
    if (before === null || !isComparable({ ...past, ...before }, { ...past, ...own })) pieces.push([])
    pieces.at(-1)?.push({ index, value })
    before = own
  }
  return pieces
}
