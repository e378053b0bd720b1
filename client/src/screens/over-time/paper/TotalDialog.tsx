import { useState } from 'react'
import type { Instrument } from '@fermata/shared/questionnaire'
import { totalTyped } from '@fermata/shared/reflection'
import { number } from '../../../i18n/format.ts'
import { fullDay } from '../../../i18n/full-day.ts'
import { m } from '../../../i18n/messages.ts'
import { Button } from '../../../ui/controls/Button.tsx'
import { Dialog } from '../../../ui/controls/Dialog.tsx'
import { Field } from '../../../ui/controls/Field.tsx'
import { Select } from '../../../ui/controls/Select.tsx'
import { Live } from '../../../ui/Live.tsx'
import type { OneTotal, PaperProps } from './view.ts'
import css from './Paper.module.css'

type Props = Pick<PaperProps, 'instruments' | 'sessions' | 'totals' | 'onEnter'> & {
  /** The total that is to be changed; `null`: another one. */
  change: OneTotal | null
  onDone(how: 'sealed' | 'left'): void
}

/** Within what a total lies; those without one are not offered here. */
const boundsOf = ({ total }: Instrument) => (total.total === 'none' ? { min: '', max: '' } : { min: number(total.min), max: number(total.max) })

/** One total: of which form, for which session, and the number. Only the number of one that is there can be changed. */
export function TotalDialog({ instruments, sessions, totals, change, onEnter, onDone }: Props) {
  const [form, setForm] = useState(change?.questionnaire ?? instruments[0]?.questionnaire ?? '')
  const [session, setSession] = useState(change?.session ?? sessions[0]?.id ?? '')
  const [typed, setTyped] = useState(change === null ? '' : number(change.total))
  const [state, setState] = useState<'ready' | 'wrong' | 'sealing' | 'failed'>('ready')
  const instrument = instruments.find(({ questionnaire }) => questionnaire === form)
  const of = change === null ? sessions.find(({ id }) => id === session) : { id: change.session, at: change.at }
  const there = change ?? totals.find((one) => one.session === session && one.questionnaire === form)
  if (instrument === undefined || of === undefined) return null
  const save = async (event: React.FormEvent): Promise<void> => {
    event.preventDefault()
    const total = totalTyped(instrument, typed)
    if (total === null) return setState('wrong')
    setState('sealing')
    const done = await onEnter(of, form, total)
    if (done === 'sealed') onDone('sealed')
    else setState('failed')
  }
  const { holder, licence } = instrument.attestation
  return (
    <Dialog title={change === null ? m.paper_enter() : m.paper_act_named({ act: m.paper_change(), title: change.title, date: fullDay(change.at) })} size="narrow" testid="total" onClose={() => onDone('left')}>
      <form className={css['form']} onSubmit={(event) => void save(event)} noValidate>
        {change === null && (
          <>
            <div className={css['choose']}>
              <span aria-hidden="true">{m.paper_form()}</span>
              <Select
                name={m.paper_form()} value={form} empty="" onChange={setForm}
                options={instruments.map(({ questionnaire, title }) => ({ id: questionnaire, label: title }))}
              />
            </div>
            <div className={css['choose']}>
              <span aria-hidden="true">{m.paper_session()}</span>
              <Select
                name={m.paper_session()} value={session} empty="" onChange={setSession}
                options={sessions.map(({ id, at }) => ({ id, label: fullDay(at) }))}
              />
            </div>
          </>
        )}
        <Field
          label={m.paper_total()}
          hint={m.paper_between(boundsOf(instrument))}
          problem={state === 'wrong' ? m.paper_wrong(boundsOf(instrument)) : null}
          value={typed}
          onChange={(text) => {
            setTyped(text)
            setState('ready')
          }}
          limit={12}
          kind="number"
          autoFocus={change !== null}
          testid="total-number"
        />
        {change === null && there !== undefined && <p className="small" role="note">{m.paper_replaces({ total: number(there.total) })}</p>}
        <p className="small dim" dir="auto">{m.paper_terms({ holder, licence })}</p>
        {instrument.copyright !== '' && <p className="small faint" dir="auto">{instrument.copyright}</p>}
        <Live>{state === 'failed' && <p>{m.paper_failed()}</p>}</Live>
        <div className={css['acts']}>
          <Button look="main" submit waiting={state === 'sealing'} testid="total-save">{m.paper_save()}</Button>
          <Button look="bare" onPress={() => onDone('left')}>{m.paper_leave()}</Button>
        </div>
      </form>
    </Dialog>
  )
}
