import { m } from '../../../i18n/messages.ts'
import { verbatim } from '../../../i18n/verbatim.ts'
import { SignalMark, type SignalShape } from '../../../ui/mark/SignalMark.tsx'
import type { SignalState, SignalView } from './view.ts'
import css from './Signals.module.css'

const LOOKS: Record<SignalState, { shape: SignalShape; word(): string }> = {
  rest: { shape: 'rest', word: m.signal_rest },
  sending: { shape: 'sending', word: m.signal_sending },
  onScreen: { shape: 'ring', word: m.signal_on_screen },
  behind: { shape: 'behind', word: m.signal_behind },
  seen: { shape: 'seen', word: m.signal_seen },
  notConfirmed: { shape: 'gap', word: m.signal_not_confirmed },
  couldNotConfirm: { shape: 'gap', word: m.signal_could_not_confirm },
  notSeen: { shape: 'gap', word: m.signal_not_seen },
}

/** The word beneath the mark; at rest, and for every shape-only state, it is the button's own name. */
export const signalWord = (signal: Pick<SignalView, 'state' | 'words' | 'alias' | 'practice'>): string => {
  if (signal.state === 'rest' && signal.practice !== 'none') return m.practice_tag()
  return signal.words === 'shapeOnly' || signal.state === 'rest' ? buttonName(signal) : LOOKS[signal.state].word()
}

/** What the client calls the button, or its usual name. */
const buttonName = ({ alias }: Pick<SignalView, 'alias'>): string => (alias ? verbatim(alias) : m.signal_rest())

export interface SignalButtonProps {
  signal: SignalView
  tray: 'open' | 'closed'
  button: React.RefObject<HTMLButtonElement | null>
  onPress(): void
}

/** The one round button: opens the quiet signals, and its mark says how far the last one got. */
export function SignalButton({ signal, tray, button, onPress }: SignalButtonProps) {
  const open = tray === 'open'
  const word = open ? m.signals_close() : signalWord(signal)
  const name = buttonName(signal)
  const prefixed = word !== name
  const shown = signal.state === 'rest' && signal.practice !== 'none' ? signal.practice : signal.state
  return (
    <button
      ref={button}
      type="button"
      className={css['button']}
      aria-expanded={open}
      data-testid="quiet-signals"
      data-state={signal.state}
      data-practice={signal.practice}
      onClick={onPress}
    >
      <span className={css['ring']}>
        <SignalMark shape={open ? 'close' : LOOKS[shown].shape} />
      </span>
      <span>
        {prefixed && <span className="hidden-text">{name}: </span>}
        {word}
      </span>
    </button>
  )
}
