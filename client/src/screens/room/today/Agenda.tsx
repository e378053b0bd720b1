import { useState } from 'react'
import { POINT_LETTERS } from '@fermata/shared/protocol'
import { m } from '../../../i18n/messages.ts'
import { Button } from '../../../ui/controls/Button.tsx'
import { Field } from '../../../ui/controls/Field.tsx'
import type { TodayView } from './view.ts'
import css from './Today.module.css'

/** What each of the two wants to come to. */
export function Agenda({ view, name }: { view: TodayView; name: string }) {
  const [words, setWords] = useState('')
  const add = (event: React.FormEvent) => {
    event.preventDefault()
    if (words.trim() === '') return
    view.onAdd(words)
    setWords('')
  }
  return (
    <section className={css['part']} aria-label={m.today_agenda()}>
      <h3>{m.today_agenda()}</h3>
      {view.points.length === 0 ? (
        <p className="small dim">{m.today_agenda_none()}</p>
      ) : (
        <ul className={css['points']}>
          {view.points.map((point) => (
            <li key={`${point.by} ${point.words}`} data-point={point.by}>
              <span dir="auto" translate="no">
                {point.words}
                <span className={css['by']} translate="yes">{point.by === 'me' ? m.today_by_me() : m.today_by_other({ name })}</span>
              </span>
              {point.by === 'me' && (
                <Button size="small" onPress={() => view.onRemove(point.words)} name={m.today_remove_named({ words: point.words })}>
                  {m.today_remove()}
                </Button>
              )}
            </li>
          ))}
        </ul>
      )}
      {view.room === 'yes' ? (
        <form className={css['add']} onSubmit={add}>
          <Field label={m.today_point()} value={words} limit={POINT_LETTERS} onChange={setWords} testid="point" />
          <Button submit testid="add-point">{m.today_add()}</Button>
        </form>
      ) : (
        <p className="small dim">{m.today_full()}</p>
      )}
    </section>
  )
}
