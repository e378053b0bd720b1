import { useRef, useState } from 'react'
import type { CheckInCode } from '@fermata/shared/check-in'
import { m } from '../../../i18n/messages.ts'
import { useKeys } from '../../../ui/use-keys.ts'
import { Tray, type TrayItem } from './Tray.tsx'
import { trayWords } from './words.ts'
import type { SignalView } from './view.ts'

/** Opens the tray, where single keys are on. */
export const OPEN_KEY = 'q'

export interface TrayActions {
  signal: SignalView
  keys: 'on' | 'off'
  onPause?: (() => void) | undefined
  onMute(): void
  onLeave(): void
}

/**
 * Which tray is open, if any: the seven signals, or "What would help?" after one has gone unseen. It closes itself
 * after a choice, and focus returns to the button.
 */
export function useTray({ signal, keys, onPause, onMute, onLeave }: TrayActions) {
  const [tray, setTray] = useState<'closed' | 'signals' | 'help'>('closed')
  const button = useRef<HTMLButtonElement>(null)
  const close = () => {
    setTray('closed')
    button.current?.focus()
  }
  const after = (act: () => void) => () => {
    close()
    act()
  }
  useKeys(keys === 'on' && tray === 'closed', { [OPEN_KEY]: () => setTray('signals') })

  const item = (id: string, word: string, onPress: () => void): TrayItem => ({
    id,
    word,
    weight: id === 'pause' ? 'heavy' : 'plain',
    onPress: after(onPress),
  })
  const send = (code: CheckInCode) => (code === 'pause' && onPause ? onPause() : signal.onSend(code))
  const signals = trayWords(signal.labels).map(({ code, word }) => item(code, word, () => send(code)))
  const help = [
    item('send-again', m.signal_send_again(), signal.onSendAgain),
    item('pause', m.signals_pause(), () => send('pause')),
    item('mute', m.signal_mute_me(), onMute),
    item('leave', m.room_leave(), onLeave),
  ]
  const drawn =
    tray === 'signals' ? (
      <Tray label={m.signals_title()} about={m.signals_who()} items={signals} digits={keys} kind="signals" onClose={close} />
    ) : tray === 'help' ? (
      <Tray
        label={m.signal_not_seen()}
        about={`${m.signal_not_seen()}. ${m.signal_not_seen_help()}`}
        items={help}
        digits="off"
        kind="help"
        onClose={close}
      />
    ) : null
  return {
    tray: tray === 'closed' ? ('closed' as const) : ('open' as const),
    drawn,
    button,
    toggle: () => (tray === 'closed' ? setTray('signals') : close()),
    openHelp: () => setTray('help'),
  }
}
