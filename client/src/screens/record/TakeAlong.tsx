import { useState } from 'react'
import { m } from '../../i18n/messages.ts'
import { Button } from '../../ui/controls/Button.tsx'
import { Choice } from '../../ui/controls/Choice.tsx'
import { Live } from '../../ui/Live.tsx'
import { hasOwn } from './pseudonyms.ts'
import type { FileKind, Holds, Names, RecordProps } from './view.ts'
import css from './Record.module.css'

const FILES: readonly { kind: FileKind; word: () => string }[] = [
  { kind: 'own', word: m.record_own },
  { kind: 'table', word: m.record_table },
  { kind: 'ownTable', word: m.record_own_table },
  { kind: 'fhir', word: m.record_fhir },
]

/** Files of what was shared. First what such a file is; a pseudonym is offered before the name. */
export function TakeAlong({ client, content, made, onMake, onPrint }: Pick<RecordProps, 'client' | 'content' | 'made' | 'onMake' | 'onPrint'>) {
  const [names, setNames] = useState<Names>('pseudonyms')
  const [holds, setHolds] = useState<Holds>('shared')
  if (content.record !== 'here') return null
  const more = hasOwn(content.rooms)
  const count = content.rooms.reduce((sum, { sessions }) => sum + sessions.length, 0)
  const totals = content.rooms.reduce((sum, { totals: own = [] }) => sum + own.length, 0)
  const all = client === null
  return (
    <section className={css['part']} aria-labelledby="take-along">
      <h2 className="h2" id="take-along">{m.record_along()}</h2>
      {count === 0 && totals === 0 && !more ? (
        <p className="dim">{m.record_nothing()}</p>
      ) : (
        <>
          <p className={css['readable']} data-note="readable">{all ? m.record_readable_all() : m.record_readable()}</p>
          <p className="small dim num">{m.record_holds({ count })}{totals > 0 && ` ${m.record_holds_totals({ count: totals })}`}</p>
        </>
      )}
      {content.unread > 0 && <p className="small dim num" data-note="unread">{m.record_unread({ count: content.unread })}</p>}
      {(count > 0 || totals > 0 || more) && (
        <>
          {more && (
            <>
              <Choice<Holds>
                legend={m.record_in_it()}
                options={[{ value: 'shared', label: m.record_in_it_shared() }, { value: 'all', label: m.record_in_it_all() }]}
                value={holds}
                onChange={setHolds}
              />
              <p className="small dim">{m.record_in_it_lead()}</p>
            </>
          )}
          <Choice<Names>
            legend={all ? m.record_names_all() : m.record_names()}
            options={[
              { value: 'pseudonyms', label: all ? m.record_pseudonyms() : m.record_pseudonym({ nth: 1 }) },
              { value: 'labels', label: all ? m.record_labels() : client },
            ]}
            value={names}
            onChange={setNames}
          />
          <p className="small dim">{m.record_words()}</p>
          <div className={css['acts']}>
            {FILES.filter(({ kind }) => kind !== 'ownTable' || (more && holds === 'all')).map(({ kind, word }) => (
              <Button key={kind} onPress={() => onMake(kind, names, holds)} waiting={made === 'working'} testid={`make-${kind}`}>
                {word()}
              </Button>
            ))}
            <Button onPress={() => onPrint(names, holds)} testid="make-print">{m.record_print()}</Button>
          </div>
        </>
      )}
      <Live>
        {made === 'made' && <p className="small">{m.record_made()}</p>}
        {made === 'notMade' && <p>{m.record_not_made()}</p>}
      </Live>
    </section>
  )
}
