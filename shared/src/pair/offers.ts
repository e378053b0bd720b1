/** What the therapist offers outside of a pause, and what became of it. */
import { CLIENT, type FactId, THERAPIST } from '../ids.ts'
import type { FactOf } from '../protocol/inside.ts'
import { inOrder, type Journal, type Said, saidOf } from './said.ts'

export type Offered = Exclude<FactOf<'offer'>['offer'], 'finish'>

export interface Offer {
  fact: FactId
  offer: Offered
  /** `null` while the client has not answered. */
  answer: FactOf<'answer'>['answer'] | null
}

/**
 * The therapist's last offer; `null` before the first. A pause that the client began after it answers an offer of one
 * and puts any other aside: nobody is asked the same again when they come back.
 */
export function offerNow(journal: Journal): Offer | null {
  const isOutside = (said: Said<FactOf<'offer'>>): said is Said<FactOf<'offer'> & { offer: Offered }> => said.fact.offer !== 'finish'
  const last = saidOf(journal, 'offer', THERAPIST).filter(isOutside).at(-1)
  if (last === undefined) return null
  const { fact, offer, said } = last.fact
  const answer = saidOf(journal, 'answer', CLIENT).findLast((each) => each.fact.of === fact)?.fact.answer ?? null
  const paused = saidOf(journal, 'pause', CLIENT).sort(inOrder).some((each) => each.fact.on && each.fact.said >= said)
  return { fact, offer, answer: answer ?? (paused ? (offer === 'pause' ? 'yes' : 'notYet') : null) }
}
