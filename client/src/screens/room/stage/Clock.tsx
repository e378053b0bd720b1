import { useId, useRef } from 'react'
import { m } from '../../../i18n/messages.ts'
import css from './CameraLine.module.css'

/** The therapist's clock: minutes since admission; near the planned end, what is left; then what is over. */
export type ClockView = { state: 'elapsed' | 'left' | 'over'; minutes: number } | null

const CLOCKS = { elapsed: m.room_clock_elapsed, left: m.room_clock_left, over: m.room_clock_over }

/** The second cue, at five minutes, weighs more than the one at ten. */
const SOON = 5

export interface ClockProps {
  clock: NonNullable<ClockView>
  /** Moves the planned end; present where it can be moved. */
  onExtend?: ((minutes: 5 | 10) => void) | undefined
  /** Asks the client to look back on today, when they like. */
  onOfferLookBack?: (() => void) | undefined
}

const look = ({ state, minutes }: NonNullable<ClockView>) =>
  ['num', css['clock'], state === 'left' && css['near'], state === 'left' && minutes <= SOON && css['soon']]
    .filter(Boolean)
    .join(' ')

/** The time, and behind it five or ten minutes more. Silent: it changes its words, and its weight near the end. */
export function Clock({ clock, onExtend, onOfferLookBack }: ClockProps) {
  const id = useId()
  const menu = useRef<HTMLDivElement>(null)
  const words = CLOCKS[clock.state]({ count: clock.minutes })
  if (!onExtend)
    return (
      <span className={look(clock)} data-clock={clock.state}>
        {words}
      </span>
    )
  const extend = (minutes: 5 | 10) => () => {
    menu.current?.hidePopover()
    onExtend(minutes)
  }
  return (
    <>
      <button type="button" className={`${look(clock)} ${css['opens']}`} data-clock={clock.state} popoverTarget={id}>
        {words}
        <span className="hidden-text">{m.room_extend()}</span>
      </button>
      <div ref={menu} id={id} popover="auto" className={css['menu']} role="group" aria-label={m.room_extend()}>
        {([5, 10] as const).map((minutes) => (
          <button key={minutes} type="button" data-extend={minutes} onClick={extend(minutes)}>
            {m.room_extend_by({ count: minutes })}
          </button>
        ))}
        {onOfferLookBack && (
          <button
            type="button"
            data-testid="offer-look-back"
            onClick={() => {
              menu.current?.hidePopover()
              onOfferLookBack()
            }}
          >
            {m.room_offer_look_back()}
          </button>
        )}
      </div>
    </>
  )
}
