import { m } from '../../../i18n/messages.ts'
import css from './Band.module.css'

export interface BandProps {
  side: 'client' | 'therapist'
  start: React.ReactNode
  controls: React.ReactNode
  end: React.ReactNode
  /** Lies over the band, which sleeps beneath it: the tray of quiet signals. */
  over?: React.ReactNode
  /** Rises from the band's upper edge: a question that can wait. */
  above?: React.ReactNode
}

/**
 * The band below the picture: own picture and connection, controls, and at the end what is each side's own. Its rows have
 * one height whatever is said in them, so that the quiet-signal button never moves under a thumb.
 */
export function Band({ side, start, controls, end, over, above }: BandProps) {
  const covered = Boolean(over)
  return (
    <footer className={`${css['band']} ${css[side]}`}>
      {above && <div className={css['above']}>{above}</div>}
      <div className={css['start']} inert={covered}>
        {start}
      </div>
      <div className={css['controls']} role="group" aria-label={m.room_call()} inert={covered}>
        {controls}
      </div>
      {over}
      <div className={css['end']}>{end}</div>
    </footer>
  )
}
