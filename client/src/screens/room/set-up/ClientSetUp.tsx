import { useState } from 'react'
import { CHECK_IN_CODES, type CheckInCode, type Choices, nameOf, withName } from '@fermata/shared/check-in'
import { WORD_LETTERS } from '@fermata/shared/protocol'
import { m } from '../../../i18n/messages.ts'
import { Button } from '../../../ui/controls/Button.tsx'
import { Choice } from '../../../ui/controls/Choice.tsx'
import { RoomDialog } from '../RoomDialog.tsx'
import { Field } from '../../../ui/controls/Field.tsx'
import { Select } from '../../../ui/controls/Select.tsx'
import { usualWord } from '../signals/words.ts'
import type { Kept, SetUpView } from './view.ts'
import css from './SetUp.module.css'

export interface ClientSetUpProps {
  view: SetUpView
  /** Closes this page and opens the tray to practise with. */
  onPractise(): void
  onClose(): void
}

const KEPT: Record<Kept, () => string> = { kept: m.setup_kept, later: m.setup_kept_later, here: m.setup_kept_here }
const LETTERS = [...'abcdefghijklmnopqrstuvwxyz'].map((id) => ({ id, label: id.toUpperCase() }))

/** One signal: its word, and whether it is there. */
function Row({ code, choices, onChange }: { code: CheckInCode; choices: Choices; onChange(choices: Choices): void }) {
  const usual = usualWord(code)
  const name = nameOf(choices, code) ?? ''
  const isHidden = choices.hidden.includes(code)
  const toggle = () =>
    onChange({ ...choices, hidden: isHidden ? choices.hidden.filter((each) => each !== code) : [...choices.hidden, code] })
  return (
    <li className={css['row']} data-code={code} data-hidden={isHidden ? 'yes' : 'no'}>
      <Field
        label={usual}
        value={name}
        limit={WORD_LETTERS}
        onChange={(word) => onChange({ ...choices, names: withName(choices.names, code, word) })}
      />
      <span className={css['toggle']}>
        <Button onPress={toggle} name={isHidden ? m.setup_show_named({ word: usual }) : m.setup_hide_named({ word: usual })}>
          {isHidden ? m.setup_show() : m.setup_hide()}
        </Button>
      </span>
    </li>
  )
}

/** The client's own page of the quiet signals: nothing of it counts before it is kept. */
export function ClientSetUp({ view, onPractise, onClose }: ClientSetUpProps) {
  const [choices, setChoices] = useState(view.choices)
  const change = (part: Partial<Choices>) => setChoices({ ...choices, ...part })
  const keep = () => view.onKeep({ ...choices, names: choices.names.map(({ code, word }) => ({ code, word: word.trim() })).filter(({ word }) => word !== '') })
  const confirms = [
    { value: 'shape', label: m.setup_confirm_shape() },
    { value: 'tone', label: m.setup_confirm_tone() },
    ...(view.vibration === 'there' ? [{ value: 'vibration' as const, label: m.setup_confirm_vibration() }] : []),
    { value: 'visual', label: m.setup_confirm_visual() },
  ] as const
  return (
    <RoomDialog title={m.setup_signals_title()} testid="set-up-dialog" onClose={onClose}>
      <p className="small dim">{m.setup_signals_lead()}</p>
      <ul className={css['rows']}>
        {CHECK_IN_CODES.map((code) => (
          <Row key={code} code={code} choices={choices} onChange={setChoices} />
        ))}
      </ul>
      <Field label={m.setup_alias()} hint={m.setup_alias_hint()} value={choices.alias} limit={WORD_LETTERS} onChange={(alias) => change({ alias })} />
      <div>
        <Choice legend={m.setup_confirm()} options={confirms} value={choices.confirm} onChange={(confirm) => change({ confirm })} />
        {choices.confirm === 'tone' && <p className="small dim">{m.setup_confirm_hint()}</p>}
      </div>
      <div className="wide-only">
        <p className="strong">{m.setup_key()}</p>
        <Select name={m.setup_key()} options={LETTERS} value={choices.key} empty="" onChange={(key) => change({ key })} />
      </div>
      <p className="small dim">{view.tones.whileHidden === 'on' ? m.setup_tones_on() : m.setup_tones_off()}</p>
      <p className="small dim" role="status" data-kept={view.kept}>
        {KEPT[view.kept]()}
      </p>
      <div className={css['acts']}>
        <Button
          look="main"
          testid="keep"
          onPress={() => {
            keep()
            onClose()
          }}
        >
          {m.setup_keep()}
        </Button>
        <Button
          testid="practise"
          onPress={() => {
            keep()
            onPractise()
          }}
        >
          {m.setup_practise()}
        </Button>
      </div>
    </RoomDialog>
  )
}
