import type { Item, Trend } from '@fermata/shared/reflection'
import { m } from '../../../i18n/messages.ts'
import type { Sides } from '../view.ts'
import { Apart } from './Apart.tsx'
import css from './Own.module.css'

/** Under the therapist's lines or table: whose the other line is, and what the two saw differently in the newest session. */
export function OwnLegend({ client, trend: { sessions }, sides }: { client: string; trend: Trend<Item>; sides: Sides }) {
  const newest = sessions.at(-1)
  const own = newest && sides.get(newest.session)?.side
  if (!sessions.some(({ session }) => sides.has(session))) return null
  return (
    <>
      <p className={css['legend']} data-own-legend="">{m.own_side_legend({ client })}</p>
      {own && <Apart client={client} theirs={newest.answers} own={own} />}
    </>
  )
}
