import { useEffect, useRef } from 'react'
import { useKeys } from '../../../ui/use-keys.ts'
import { m } from '../../../i18n/messages.ts'
import css from './Signals.module.css'

export interface TrayItem {
  /** Found by it as `data-signal`. */
  id: string
  word: string
  /** The key that chooses it while the tray is open; it never moves, whatever is hidden. */
  digit?: string
  /** Marked by weight and border, not by brightness: a bright button in a dark room can be read from across it. */
  weight: 'plain' | 'heavy' | 'quiet'
  onPress(): void
}

export interface TrayProps {
  label: string
  /** Above or beside the list. */
  about: string
  /** Below it: what belongs to the tray and is no signal. */
  beneath?: React.ReactNode
  items: readonly TrayItem[]
  /** Digits choose only while the tray is open, and only where keys are on. */
  digits: 'on' | 'off'
  kind: 'signals' | 'practice' | 'help'
  onClose(): void
}

const LOOK = { plain: css['word'], heavy: `${css['word']} ${css['now']}`, quiet: `${css['word']} ${css['close']}` }

const arrows: Record<string, number> = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }

/** A tray over the band: words to press, digits while it is open, Escape closes. Focus goes in when it opens. */
export function Tray({ label, about, beneath, items, digits, kind, onClose }: TrayProps) {
  const list = useRef<HTMLUListElement>(null)
  useEffect(() => list.current?.querySelector('button')?.focus(), [])

  const byDigit = Object.fromEntries(items.flatMap(({ digit, onPress }) => (digit ? [[digit, onPress]] : [])))
  useKeys(true, { ...(digits === 'on' ? byDigit : {}), Escape: onClose })

  const move = (event: React.KeyboardEvent) => {
    const step = arrows[event.key]
    if (step === undefined) return
    event.preventDefault()
    const buttons = [...(list.current?.querySelectorAll('button') ?? [])]
    const at = buttons.findIndex((button) => button === document.activeElement)
    const forward = document.documentElement.dir === 'rtl' && /Left|Right/.test(event.key) ? -step : step
    buttons[(at + forward + buttons.length) % buttons.length]?.focus()
  }
  return (
    <div
      className={kind === 'help' ? `${css['tray']} ${css['help']}` : css['tray']}
      role="group"
      aria-label={label}
      data-testid="tray"
      data-kind={kind}
      onKeyDown={move}
    >
      <div className={css['about']}>
        <p>{about}</p>
        {beneath}
      </div>
      <ul className={css['list']} ref={list}>
        {items.map((item) => (
          <li key={item.id}>
            <button
              type="button"
              className={LOOK[item.weight]}
              data-signal={item.id}
              onClick={item.onPress}
            >
              <span>{item.word}</span>
              {digits === 'on' && item.digit && <kbd aria-hidden="true">{item.digit}</kbd>}
            </button>
          </li>
        ))}
        <li className="phone-only">
          <button type="button" className={`${css['word']} ${css['close']}`} onClick={onClose}>
            {m.signals_close()}
          </button>
        </li>
      </ul>
    </div>
  )
}
