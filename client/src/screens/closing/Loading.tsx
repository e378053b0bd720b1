import { m } from '../../i18n/messages.ts'
import { Mark } from '../../ui/mark/Mark.tsx'
import css from './Closing.module.css'

/** A moment between two pages: the mark, unlit, and nothing that moves. */
export function Loading({ scene }: { scene?: 'room' }) {
  return (
    <main className={css['loading']} data-screen="loading" data-scene={scene}>
      <Mark width={96} light="unlit" />
      <div role="status">
        <h1 className="hidden-text">{m.loading()}</h1>
      </div>
    </main>
  )
}
