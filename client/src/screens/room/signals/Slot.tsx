import { m } from '../../../i18n/messages.ts'
import { Button } from '../../../ui/controls/Button.tsx'
import { signalWord } from './SignalButton.tsx'
import type { SignalView } from './view.ts'
import css from './Signals.module.css'

const PRACTICE = { sending: m.practice_sending, onScreen: m.practice_on_screen, seen: m.practice_seen }

/** More than two words, where two are not enough. */
const more = ({ state, therapist, practice }: SignalView): string | null => {
  if (state === 'rest' && practice !== 'none') return PRACTICE[practice]()
  if (state === 'behind') return m.signal_behind_more()
  if (state === 'couldNotConfirm') return m.signal_could_not_confirm_more()
  if ((state === 'sending' || state === 'notConfirmed') && therapist === 'away') return m.signal_not_there_more()
  return state === 'notConfirmed' ? m.signal_not_confirmed_more() : null
}

/** What a screen reader says by itself: two words at most, since speech can leak through loudspeakers. */
const spoken = (signal: SignalView): string | null => {
  if (signal.state === 'rest') return signal.practice === 'none' ? null : PRACTICE[signal.practice]()
  return signal.state === 'notSeen' ? m.signal_not_seen_spoken() : signalWord(signal)
}

export interface SlotProps {
  signal: SignalView
  /** What the therapist is called, above a reply. */
  name: string
  onWhatWouldHelp(): void
}

/** The place beside the quiet-signal button: Undo, a reply, a plain sentence. Empty when there is nothing to say. */
export function Slot({ signal, name, onWhatWouldHelp }: SlotProps) {
  if (signal.words === 'shapeOnly') return null
  const sentence = more(signal)
  return (
    <div className={css['slot']}>
      <div role="status" aria-live={signal.spoken === 'spoken' ? 'polite' : 'off'}>
        <span className="hidden-text">{spoken(signal)}</span>
      </div>
      {signal.reply !== null && (
        <p className={css['said']} data-reply>
          <span className={css['from']} dir="auto" translate="no">{name}</span>
          {signal.reply}
        </p>
      )}
      {signal.reply === null && sentence && <p className={css['said']}>{sentence}</p>}
      {signal.onUndo && (
        <Button size="small" look="bare" onPress={signal.onUndo}>
          {m.signal_undo()}
        </Button>
      )}
      {signal.state === 'notSeen' && (
        <Button size="small" look="bare" onPress={onWhatWouldHelp}>
          {m.signal_not_seen_help()}
        </Button>
      )}
    </div>
  )
}
