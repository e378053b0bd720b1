import type { Overheard } from '@fermata/shared/protocol'
import { m } from '../../../i18n/messages.ts'
import { verbatim } from '../../../i18n/verbatim.ts'
import { OVERHEARD } from '../card/words.ts'
import { Clock, type ClockView } from './Clock.tsx'
import css from './CameraLine.module.css'

export type { ClockView } from './Clock.tsx'

export interface CameraLineProps {
  name: string
  clock: ClockView
  /** Someone waits at another room's door: one neutral dot, no name, no sound. */
  elsewhere: 'nobody' | 'someone'
  /** Who can hear them, as they last said; opens what else they said of where they are. */
  hears?: { who: Overheard; onOpen(): void } | null
  onExtend?: ((minutes: 5 | 10) => void) | undefined
  onOfferLookBack?: (() => void) | undefined
}

/** Under the lens: who this is, whether someone waits elsewhere, and the time. */
export function CameraLine({ name, clock, elsewhere, hears = null, onExtend, onOfferLookBack }: CameraLineProps) {
  return (
    <header className={css['line']}>
      <h1 className={`small ${css['name']}`}>{verbatim(name)}</h1>
      <span role="status" className={css['where']}>
        {hears && (
          <button type="button" className={css['hears']} onClick={hears.onOpen} data-hears={hears.who}>
            {OVERHEARD[hears.who]()}
          </button>
        )}
      </span>
      <span role="status">
        {elsewhere === 'someone' && (
          <span className={css['knock']} title={m.room_knock_elsewhere()} data-knock-elsewhere>
            <i aria-hidden="true" />
            <span className="hidden-text">{m.room_knock_elsewhere()}</span>
          </span>
        )}
      </span>
      {clock && <Clock clock={clock} onExtend={onExtend} onOfferLookBack={onOfferLookBack} />}
    </header>
  )
}
