/** What the two write to each other in a session. It is a fold over the session, so it is gone with it. */
import type { Millis } from '../clock.ts'
import { type FactId, type Seat, THERAPIST } from '../ids.ts'
import { type Journal, saidOf } from './said.ts'

export interface Written {
  fact: FactId
  by: Seat
  text: string
  said: Millis
  /** `shown`: the other's page has painted it and said so. */
  reached: 'nowhere' | 'shown'
}

/** In the order it was written, by server time. What was written before an end that was undone is cleared all the same. */
export function writtenIn(journal: Journal): Written[] {
  const lastEnd = saidOf(journal, 'ended', THERAPIST).reduce((last, { fact }) => Math.max(last, fact.said), 0)
  const shown = new Map<FactId, Seat[]>()
  for (const { from, fact } of saidOf(journal, 'receipt')) shown.set(fact.of, [...(shown.get(fact.of) ?? []), from])
  return saidOf(journal, 'wrote')
    .filter(({ fact }) => fact.said > lastEnd)
    .sort((a, b) => a.fact.said - b.fact.said || (a.fact.fact < b.fact.fact ? -1 : 1))
    .map(({ from, fact: { fact, text, said } }) => ({
      fact, by: from, text, said, reached: shown.get(fact)?.some((seat) => seat !== from) ? 'shown' : 'nowhere',
    }))
}

/** What this seat has not had on its screen yet. */
export const unread = (written: readonly Written[], me: Seat): Written[] => written.filter(({ by, reached }) => by !== me && reached === 'nowhere')
