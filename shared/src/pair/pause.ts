/** The shared pause, folded from the client's register and from what the therapist said into it. */
import type { Millis } from '../clock.ts'
import { CLIENT, type FactId, THERAPIST } from '../ids.ts'
import type { FactOf } from '../protocol/inside.ts'
import { type Journal, saidOf } from './said.ts'

export interface PauseNow {
  /** The client's word with the highest number. */
  word: FactOf<'pause'>
  /** The press that began this pause, and when it was; how far it got is told by receipts of it. */
  press: FactId
  since: Millis
  /** Whether the therapist said "I'm here" in this pause. */
  here: boolean
  /** The therapist's last offer in this pause, and the client's answer to it. */
  offer: { fact: FactId; answer: FactOf<'answer'>['answer'] | null } | null
}

/** The pause that is on; `null` while there is none. */
export function pauseNow(journal: Journal): PauseNow | null {
  const words = saidOf(journal, 'pause', CLIENT)
    .map(({ fact }) => fact)
    .sort((a, b) => a.n - b.n)
  const word = words.at(-1)
  if (word === undefined || !word.on) return null
  const begin = words[words.findLastIndex(({ on }) => !on) + 1] ?? word

  const inThisPause = ({ fact }: { fact: { said: Millis } }): boolean => fact.said >= begin.said
  const offer = saidOf(journal, 'offer', THERAPIST).findLast((said) => said.fact.offer === 'finish' && inThisPause(said))?.fact ?? null
  const answer = saidOf(journal, 'answer', CLIENT).findLast(({ fact }) => fact.of === offer?.fact)?.fact.answer ?? null
  return {
    word,
    press: begin.fact,
    since: begin.said,
    here: saidOf(journal, 'reply', THERAPIST).some((said) => inThisPause(said) && said.fact.reply === 'imHere'),
    offer: offer && { fact: offer.fact, answer },
  }
}

/** The client's last word on the pause, on or off: what another device of theirs begins with. */
export function pauseWord(journal: Journal): FactOf<'pause'> | null {
  const words = saidOf(journal, 'pause', CLIENT).map(({ fact }) => fact)
  return words.reduce<FactOf<'pause'> | null>((last, word) => (last === null || word.n > last.n ? word : last), null)
}
