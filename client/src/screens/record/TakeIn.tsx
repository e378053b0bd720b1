import { m } from '../../i18n/messages.ts'
import { Button } from '../../ui/controls/Button.tsx'
import { Live } from '../../ui/Live.tsx'
import type { RecordProps } from './view.ts'
import css from './Record.module.css'

type Props = Pick<RecordProps, 'takeIn'> & { client: string }

const WHY_NOT = { foreign: m.record_in_foreign, newer: m.record_in_newer, broken: m.record_in_broken } as const

/** Reading a file of ours back into this room. */
export function TakeIn({ client, takeIn: { state, onFile, onTake } }: Props) {
  return (
    <section className={css['part']} aria-labelledby="take-in" data-take-in={state.state}>
      <h2 className="h2" id="take-in">{m.record_in()}</h2>
      <p className="dim">{m.record_in_lead()}</p>
      <label className={css['file']}>
        <span>{m.record_in_choose()}</span>
        <input
          type="file"
          accept=".json,application/json"
          onChange={(event) => {
            const [file] = event.target.files ?? []
            if (file !== undefined) onFile(file)
            // The same file can be chosen again.
            event.target.value = ''
          }}
        />
      </label>
      {state.state === 'chosen' && (
        <>
          <p>{m.record_in_which({ client })}</p>
          {state.rooms.some(({ agreed }) => agreed === 'something') && <p className="small dim">{m.record_in_agreed()}</p>}
          <ul className={css['sessions']}>
            {state.rooms.map(({ id, name, count, sides, totals, agreed }) => (
              <li key={id}>
                <span className="num" dir="auto">{m.record_in_room({ name, count })}{sides > 0 && ` ${m.record_in_sides({ count: sides })}`}{totals > 0 && ` ${m.record_in_totals({ count: totals })}`}{agreed === 'something' && ` ${m.record_in_agreed_too()}`}</span>
                <Button size="small" onPress={() => onTake(id)}>{m.record_in_take()}</Button>
              </li>
            ))}
          </ul>
        </>
      )}
      <Live>
        {state.state === 'working' && <p className="dim">{m.common_working()}</p>}
        {state.state === 'refused' && <p>{WHY_NOT[state.problem]()}</p>}
        {state.state === 'taken' && <p className="num">{m.record_in_done({ taken: state.taken, known: state.known })}</p>}
        {state.state === 'notSaved' && <p>{m.record_in_not_saved()}</p>}
      </Live>
    </section>
  )
}
