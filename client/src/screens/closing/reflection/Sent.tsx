import type { Reflection } from '@fermata/shared/reflection'
import { m } from '../../../i18n/messages.ts'
import { Button } from '../../../ui/controls/Button.tsx'
import { Live } from '../../../ui/Live.tsx'
import { Page } from '../../../ui/page/Page.tsx'
import { Rows } from './Rows.tsx'
import { readableSentence, type Until } from './until.ts'
import css from '../Closing.module.css'

/** Whether the therapist has opened it, by their own sealed word. */
export type Opening = 'notYet' | 'read' | 'another'

const OPENING: Partial<Record<Opening, () => string>> = { read: m.reflection_opened, another: m.reflection_opened_another }

export interface SentProps {
  /** `kept`: to oneself, so that nothing was sent. */
  state: 'kept' | 'notYet' | 'saved' | 'refused' | 'readBefore'
  /** What was written, once it was asked for. */
  own: Reflection | null
  /** Each is offered only where it is possible. */
  readable: { open: Until; opening: Opening; onReadBack(): void; onChange(): void } | null
  onClose(): void
}

const sentence = (state: SentProps['state']): string => {
  switch (state) {
    case 'kept':
      return m.reflection_kept_lead()
    case 'notYet':
      return m.reflection_not_yet()
    case 'saved':
      return m.reflection_saved()
    case 'refused':
      return m.reflection_refused()
    case 'readBefore':
      return m.reflection_read_before()
  }
}

/** After Done: where the answers are, and, on this tab, what they were. */
export function Sent({ state, own, readable, onClose }: SentProps) {
  return (
    <Page screen="looked-back" state={state}>
      <h1 className="h1">{state === 'kept' ? m.reflection_kept_title() : m.reflection_sent_title()}</h1>
      <Live className="lead">{sentence(state)}</Live>
      {readable && <p className="small dim" data-opening={readable.opening}>{OPENING[readable.opening]?.() ?? readableSentence(readable.open)}</p>}
      {own && <Rows reflection={own} />}
      <div className={css['acts']}>
        <Button look="main" onPress={onClose}>
          {m.reflection_close()}
        </Button>
        {readable && !own && <Button onPress={readable.onReadBack}>{m.reflection_read_back()}</Button>}
        {readable?.opening === 'notYet' && (
          <Button look="bare" onPress={readable.onChange}>
            {m.reflection_change()}
          </Button>
        )}
      </div>
    </Page>
  )
}
