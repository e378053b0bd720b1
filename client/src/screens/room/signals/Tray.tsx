import { useEffect, useRef } from 'react'
import { useKeys } from '../../../ui/use-keys.ts'
import { m } from '../../../i18n/messages.ts'
import css from './Signals.module.css'

export interface TrayItem {
  /** Found by it as `data-signal`. */
  id: string
  word: string
  /** Marked by weight and border, not by brightness: a bright button in a dark room can be read from across it. */
  weight: 'plain' | 'heavy'
  onPress(): void
}

export interface TrayProps {
  label: string
  /** Above or beside the list. */
  about: string
  items: readonly TrayItem[]
  /** Digits choose only while the tray is open, and only where keys are on. */
  digits: 'on' | 'off'
  kind: 'signals' | 'help'
  onClose(): void
}

const arrows: Record<string, number> = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }

/** A tray over the band: words to press, digits while it is open, Escape closes. Focus goes in when it opens. */
export function Tray({ label, about, items, digits, kind, onClose }: TrayProps) {
  const list = useRef<HTMLUListElement>(null)
  useEffect(() => list.current?.querySelector('button')?.focus(), [])

  const byDigit = Object.fromEntries(items.map((item, index) => [String(index + 1), item.onPress]))
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
      onKeyDown={move}
    >
      <p className={css['about']}>{about}</p>
      <ul className={css['list']} ref={list}>
        {items.map((item, index) => (
          <li key={item.id}>
            <button
              type="button"
              className={item.weight === 'heavy' ? `${css['word']} ${css['now']}` : css['word']}
              data-signal={item.id}
              onClick={item.onPress}
            >
              <span>{item.word}</span>
              {digits === 'on' && <kbd aria-hidden="true">{index + 1}</kbd>}
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
