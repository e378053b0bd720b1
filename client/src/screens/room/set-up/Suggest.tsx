import { useState } from 'react'
import { CHECK_IN_CODES, type CheckInCode, CLIENTS_ALONE, nameOf, type Suggestion, withName } from '@fermata/shared/check-in'
import { WORD_LETTERS } from '@fermata/shared/protocol'
import { m } from '../../../i18n/messages.ts'
import { Button } from '../../../ui/controls/Button.tsx'
import { Field } from '../../../ui/controls/Field.tsx'
import { usualWord } from '../signals/words.ts'
import type { PairSignalsView } from './view.ts'
import css from './SetUp.module.css'

type Hideable = Suggestion['hidden'][number]
const canBeSuggested = (code: CheckInCode): code is Hideable => !CLIENTS_ALONE.includes(code)

/** Names and hiding the therapist suggests. What the client chose stands beneath each word. */
export function Suggest({ view, name }: { view: PairSignalsView; name: string }) {
  const { choices } = view
  const [draft, setDraft] = useState(view.suggestion)
  const [sent, setSent] = useState<'no' | 'yes'>('no')
  const change = (part: Partial<Suggestion>) => {
    setSent('no')
    setDraft({ ...draft, ...part })
  }
  const chosen = (code: CheckInCode): string | undefined => {
    if (choices.hidden.includes(code)) return m.setup_hidden()
    const word = nameOf(choices, code)
    return word === null ? undefined : m.pair_words_named({ word })
  }
  const toggle = (code: Hideable) =>
    change({ hidden: draft.hidden.includes(code) ? draft.hidden.filter((each) => each !== code) : [...draft.hidden, code] })
  return (
    <details className={css['part']}>
      <summary>{m.pair_words()}</summary>
      <ul className={css['rows']}>
        {CHECK_IN_CODES.map((code) => (
          <li key={code} className={css['row']} data-code={code}>
            <Field
              label={usualWord(code)}
              hint={chosen(code)}
              value={nameOf(draft, code) ?? ''}
              limit={WORD_LETTERS}
              onChange={(word) => change({ names: withName(draft.names, code, word) })}
            />
            {canBeSuggested(code) && (
              <label className={css['check']}>
                <input type="checkbox" checked={draft.hidden.includes(code)} onChange={() => toggle(code)} />
                {m.pair_suggest_hide()}
              </label>
            )}
          </li>
        ))}
      </ul>
      <div>
        <Button
          size="small"
          testid="suggest"
          onPress={() => {
            setSent('yes')
            view.onSuggest({ ...draft, names: draft.names.filter(({ word }) => word.trim() !== '') })
          }}
        >
          {m.pair_suggest()}
        </Button>
      </div>
      <p className="small dim" role="status">
        {sent === 'yes' && m.pair_suggested({ name })}
      </p>
    </details>
  )
}
