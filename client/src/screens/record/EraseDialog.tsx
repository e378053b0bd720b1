import { useState } from 'react'
import { longDay } from '../../i18n/format.ts'
import { m } from '../../i18n/messages.ts'
import { Button } from '../../ui/controls/Button.tsx'
import { Dialog } from '../../ui/controls/Dialog.tsx'
import { Field } from '../../ui/controls/Field.tsx'
import { Live } from '../../ui/Live.tsx'
import type { Erasing, ErasingState } from './view.ts'
import css from './Record.module.css'

interface Props {
  what: Erasing
  client: string | null
  state: ErasingState
  onYes(code: string): void
  onNo(): void
}

function wordsFor(what: Erasing, client: string): { title: string; more: string | null } {
  switch (what.erase) {
    case 'reflection':
      return { title: m.record_ask_reflection({ date: longDay(what.at) }), more: null }
    case 'session':
      return { title: m.record_ask_session({ date: longDay(what.at) }), more: m.record_ask_session_more() }
    case 'room':
      return { title: m.record_ask_room({ client }), more: m.record_ask_room_more() }
    case 'everything':
      return { title: m.record_ask_all(), more: m.record_ask_all_more() }
  }
}

/** The second yes. What keeps it is the first button that has the focus. */
export function EraseDialog({ what, client, state, onYes, onNo }: Props) {
  const [code, setCode] = useState('')
  const { title, more } = wordsFor(what, client ?? '')
  const needsCode = what.erase === 'everything'
  const working = state.state === 'working'
  const submit = (event: React.FormEvent) => {
    event.preventDefault()
    if (!working) onYes(code)
  }
  return (
    <Dialog title={title} size="narrow" testid="erase" onClose={onNo}>
      <form className={css['ask']} onSubmit={submit}>
        {more !== null && <p className="dim">{more}</p>}
        <p className="small dim">{m.record_erase_law()}</p>
        {needsCode && (
          <Field
            label={m.record_code()}
            hint={m.record_code_hint()}
            problem={state.state === 'wrongCode' ? m.record_code_wrong() : null}
            value={code}
            onChange={setCode}
            limit={80}
            kind="code"
            testid="erase-code"
          />
        )}
        <Live>
          {state.state === 'refused' && (
            <p>{state.code === 'outOfPhase' ? m.record_erase_going_on() : m.record_erase_later()}</p>
          )}
        </Live>
        <div className={css['acts']}>
          <Button onPress={onNo} autoFocus={!needsCode}>{m.record_erase_no()}</Button>
          <Button submit waiting={working || (needsCode && code.trim() === '')} testid="erase-yes">
            {working ? m.common_working() : m.record_erase_yes()}
          </Button>
        </div>
      </form>
    </Dialog>
  )
}
