/** Looking back while the session goes on: the therapist knows that it is being done, and reads what is shared. */
import { CLIENT, type FactId } from '../ids.ts'
import type { Reflection } from '../reflection/answers.ts'
import { inOrder, type Journal, lastSaid, saidOf } from './said.ts'

export interface LookingBack {
  /** `reflecting`: at the questions now. */
  client: 'no' | 'reflecting'
  /** The page that both see: what was shared last; `null` before. */
  page: { fact: FactId; reflection: Reflection } | null
}

/** The client's last words count; whoever has shared is no longer at the questions. */
export function lookingBack(journal: Journal): LookingBack {
  const [last] = [...saidOf(journal, 'lookingBack', CLIENT), ...saidOf(journal, 'shared', CLIENT)].sort((a, b) => inOrder(b, a))
  const shared = lastSaid(journal, 'shared', CLIENT)
  return {
    client: last?.fact.k === 'lookingBack' && last.fact.state === 'begun' ? 'reflecting' : 'no',
    page: shared === null ? null : { fact: shared.fact, reflection: shared.reflection },
  }
}
