import type { Own } from '@fermata/shared/reflection'
import type { OneReflection, PastView } from '../../screens/over-time/view.ts'
import type { SessionRecord } from '../../session/therapist/records.ts'

/** The page with every session that is over, also those after which nothing was shared: each has a side of the therapist's, and may have a total from paper. */
export function withAllSessions(
  past: PastView, over: readonly Pick<SessionRecord, 'session' | 'metAt'>[], own: readonly Own[],
): PastView {
  if (past.state !== 'here') return past
  const shown = new Set(past.reflections.map(({ id }) => id))
  const others = new Map([...over.map(({ session, metAt }) => [session, metAt] as const), ...own.map(({ session, at }) => [session, at] as const)])
  const added = [...others].flatMap(([id, at]): OneReflection[] => (shown.has(id) ? [] : [{ id, at, state: 'nothing' }]))
  return added.length === 0 ? past : { ...past, reflections: [...past.reflections, ...added].sort((a, b) => b.at - a.at) }
}
