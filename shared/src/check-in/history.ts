/**
 * What was signalled in this session, for the therapist's one quiet place. "I can't talk freely" never stands there, nor
 * what was taken back. It is a fold over the session, so it is gone with it.
 */
import type { Millis } from '../clock.ts'
import { CLIENT, type FactId } from '../ids.ts'
import { type Journal, saidOf } from '../pair/said.ts'
import { checkIns, reachedOf } from './fold.ts'
import type { CheckInCode } from './vocabulary.ts'

export interface Past {
  fact: FactId
  code: Exclude<CheckInCode, 'not_private'>
  said: Millis
  /** `cleared`: by "I'm okay again", or by coming back from a pause. */
  state: 'open' | 'seen' | 'cleared'
}

/** Newest first; every press is a line of its own. */
export function history(journal: Journal): Past[] {
  const pressed = checkIns(journal).flatMap(({ fact, code, said, reached, ended }): Past[] => {
    if (code === 'not_private' || ended === 'takenBack') return []
    const isCleared = ended === 'okay' || reached === 'cleared'
    return [{ fact, code, said, state: isCleared ? 'cleared' : reached === 'seen' ? 'seen' : 'open' }]
  })
  return [...pressed, ...pauses(journal)].sort((a, b) => b.said - a.said)
}

/** Each pause once, however often what is kept was changed in it. */
function pauses(journal: Journal): Past[] {
  const words = saidOf(journal, 'pause', CLIENT).map(({ fact }) => fact).sort((a, b) => a.n - b.n)
  return words.flatMap((word, at): Past[] => {
    const isFirst = word.on && words[at - 1]?.on !== true
    if (!isFirst) return []
    const isOver = words.slice(at).some(({ on }) => !on)
    const isSeen = reachedOf(journal, word.fact) === 'seen'
    return [{ fact: word.fact, code: 'pause', said: word.said, state: isOver ? 'cleared' : isSeen ? 'seen' : 'open' }]
  })
}
