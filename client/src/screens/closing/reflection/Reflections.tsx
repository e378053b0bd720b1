import type { Reflection } from '@fermata/shared/reflection'
import { longDay } from '../../../i18n/format.ts'
import { m } from '../../../i18n/messages.ts'
import { Button } from '../../../ui/controls/Button.tsx'
import { Page } from '../../../ui/page/Page.tsx'
import { Rows } from './Rows.tsx'
import css from './Rows.module.css'

/** One session's reflection, or why it is not to be read. */
export type OneReflection = { id: string; at: number } & (
  | { state: 'read'; through: 'session' | 'link'; reflection: Reflection }
  | { state: 'unreadable' | 'older' | 'missing' }
)

export interface ReflectionsProps {
  /** What the therapist calls this client. */
  client: string
  list: { state: 'loading' } | { state: 'unreachable' } | { state: 'here'; reflections: readonly OneReflection[] }
  onBack(): void
}

const WHY_NOT = {
  unreadable: m.reflections_unreadable,
  older: m.reflections_older,
  missing: m.reflections_missing,
} as const

function One({ one }: { one: OneReflection }) {
  return (
    <li className={css['one']} data-reflection={one.state} data-session={one.id}>
      <h2 className="h2">{m.reflections_of({ date: longDay(one.at) })}</h2>
      {one.state === 'read' ? (
        <>
          <p className="small dim">
            {one.reflection.share === 'startWithThis' ? m.reflections_share_next() : m.reflections_share_after()}
          </p>
          {one.through === 'link' && <p data-through="link">{m.reflections_link()}</p>}
          <Rows reflection={one.reflection} />
        </>
      ) : (
        <p>{WHY_NOT[one.state]()}</p>
      )}
    </li>
  )
}

/** Everything this client shared, newest first. No numbers, no total, and nobody else beside it. */
export function Reflections({ client, list, onBack }: ReflectionsProps) {
  return (
    <Page
      screen="reflections"
      state={list.state}
      layout="own"
      nav={
        <Button look="link" onPress={onBack}>
          {m.reflections_back()}
        </Button>
      }
    >
      <h1 className="h1">{m.reflections_title({ client })}</h1>
      {list.state === 'loading' && <p className="dim">{m.reflections_loading()}</p>}
      {list.state === 'unreachable' && <p>{m.reflections_unreachable()}</p>}
      {list.state === 'here' && list.reflections.length === 0 && (
        <>
          <p className="lead">{m.reflections_none()}</p>
          <p className="small dim">{m.reflections_none_lead()}</p>
        </>
      )}
      {list.state === 'here' && (
        <ul className={css['list']}>
          {list.reflections.map((one) => (
            <One key={one.id} one={one} />
          ))}
        </ul>
      )}
      <p className="small faint">{m.reflection_notice()}</p>
    </Page>
  )
}
