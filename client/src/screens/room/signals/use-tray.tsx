import { useRef, useState } from 'react'
import { type CheckInCode, CLIENTS_ALONE } from '@fermata/shared/check-in'
import { m } from '../../../i18n/messages.ts'
import { Button } from '../../../ui/controls/Button.tsx'
import { useKeys } from '../../../ui/use-keys.ts'
import { Tray, type TrayItem } from './Tray.tsx'
import { trayWords } from './words.ts'
import type { SignalView } from './view.ts'

export interface TrayActions {
  signal: SignalView
  keys: 'on' | 'off'
  onPause?: (() => void) | undefined
  onMute(): void
  onLeave(): void
  /** Present where the signals can be set up now. */
  onSetUp?: (() => void) | undefined
}

/**
 * Which tray is open, if any: the signals, the same to practise with, or "What would help?" after one has gone unseen.
 * It closes itself after a choice, and focus returns to the button, or into the dialog it was opened from.
 */
export function useTray({ signal, keys, onPause, onMute, onLeave, onSetUp }: TrayActions) {
  const [tray, setTray] = useState<'closed' | 'signals' | 'practice' | 'help'>('closed')
  const button = useRef<HTMLButtonElement>(null)
  const from = useRef<Element | null>(null)
  const open = (which: 'signals' | 'practice' | 'help') => {
    from.current = document.activeElement?.closest('dialog') ? document.activeElement : null
    setTray(which)
  }
  const close = () => {
    setTray('closed')
    const back = from.current?.isConnected ? from.current : button.current
    if (back instanceof HTMLElement) back.focus()
  }
  const after = (act: () => void) => () => {
    close()
    act()
  }
  useKeys(keys === 'on' && tray === 'closed', { [signal.openKey]: () => open('signals') })

  const item = (id: string, word: string, onPress: () => void, weight: TrayItem['weight'] = 'plain'): TrayItem => ({
    id, word, weight, onPress: after(onPress),
  })
  const send = (code: CheckInCode) => (code === 'pause' && onPause ? onPause() : signal.onSend(code))
  const words = (press: (code: CheckInCode) => void): TrayItem[] =>
    trayWords(signal.labels).flatMap(({ code, word }, index) =>
      signal.hidden.includes(code)
        ? []
        : [{ ...item(code, word, () => press(code), code === 'pause' ? 'heavy' : 'plain'), digit: String(index + 1) }])
  const bringBack = CLIENTS_ALONE.some((code) => signal.hidden.includes(code))
    ? [item('bring-back', m.setup_bring_back(), signal.onBringBack, 'quiet')]
    : []
  const help = [
    item('send-again', m.signal_send_again(), signal.onSendAgain),
    item('pause', m.signals_pause(), () => send('pause'), 'heavy'),
    item('mute', m.signal_mute_me(), onMute),
    item('leave', m.room_leave(), onLeave),
  ]
  const setUp = onSetUp && (
    <Button size="small" look="link" onPress={after(onSetUp)} testid="set-up">
      {m.setup_open()}
    </Button>
  )
  const shared = { digits: keys, onClose: close }
  const drawn = {
    closed: null,
    signals: (
      <Tray
        {...shared} kind="signals" label={m.signals_title()} about={m.signals_who()} beneath={setUp}
        items={[...words(send), ...bringBack]}
      />
    ),
    practice: (
      <Tray {...shared} kind="practice" label={m.practice_title()} about={m.practice_about()} items={words(signal.onPractise)} />
    ),
    help: (
      <Tray
        {...shared} kind="help" digits="off" label={m.signal_not_seen()}
        about={`${m.signal_not_seen()}. ${m.signal_not_seen_help()}`} items={help}
      />
    ),
  }[tray]
  return {
    tray: tray === 'closed' ? ('closed' as const) : ('open' as const),
    drawn,
    button,
    toggle: () => (tray === 'closed' ? open('signals') : close()),
    openHelp: () => open('help'),
    openPractice: () => open('practice'),
  }
}
