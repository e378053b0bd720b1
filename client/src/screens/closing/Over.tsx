import { m } from '../../i18n/messages.ts'
import { Button } from '../../ui/controls/Button.tsx'
import { Live } from '../../ui/Live.tsx'
import { Page } from '../../ui/page/Page.tsx'
import css from './Closing.module.css'

/** For two minutes after the end; the session goes on only if both press. */
export type ResumeView = { state: 'offered'; onResume(): void } | { state: 'pressed' } | null

export interface ClientSide {
  seat: 'client'
  /** The therapist closes the room; a session that nobody was in lapses by itself. */
  by?: 'therapist' | 'system'
  /** Closed while the client was pausing, and they can still write from this page. */
  wasPaused?: boolean
}

export interface OverProps {
  /** `null` where the other person never came. */
  side: ClientSide | { seat: 'therapist'; client: string | null }
  /** `notYet`: the server has not confirmed the end. */
  saved: 'saved' | 'notYet'
  /** A last quiet signal that could not be confirmed. */
  unconfirmed: 'none' | 'one'
  resume: ResumeView
  /** The client may look back on today; `written`: has done so, and can read it back. */
  lookBack?: { state: 'open' | 'written'; onOpen(): void } | undefined
  /** To how it has been, where this device may read it. */
  onPast?: (() => void) | undefined
  /** The therapist may look back from their own side; `written`: has done so. */
  ownSide?: { state: 'open' | 'written'; onOpen(): void } | undefined
  /** The next step that was agreed on, on the therapist's page. */
  step?: string | null
  /** To what the client of this room shared. */
  onReflections?: (() => void) | undefined
  /** Home for the therapist; closes the page for the client. */
  onDone(): void
}

const title = (side: OverProps['side']) => {
  if (side.seat === 'therapist') return m.over_therapist_title()
  return side.by === 'system' ? m.over_client_by_system() : m.over_client_title()
}

const lead = (side: OverProps['side']) => {
  if (side.seat === 'client') return side.wasPaused ? m.over_client_paused_lead() : m.over_client_lead()
  return side.client === null ? m.over_therapist_lead_nobody() : m.over_therapist_lead({ name: side.client })
}

function Resume({ resume }: { resume: NonNullable<ResumeView> }) {
  return (
    <div className={css['resume']} data-resume={resume.state}>
      <Live className="dim">{resume.state === 'pressed' ? m.over_resume_waiting() : m.over_resume_lead()}</Live>
      {resume.state === 'offered' && <Button onPress={resume.onResume}>{m.over_resume()}</Button>}
    </div>
  )
}

/** The therapist has closed the room for today. */
export function Over({ side, saved, unconfirmed, resume, lookBack, onPast, ownSide, step = null, onReflections, onDone }: OverProps) {
  const therapist = side.seat === 'therapist'
  return (
    <Page screen="over" state={side.seat}>
      <h1 className="h1">{title(side)}</h1>
      <p className="lead">{lead(side)}</p>
      {step !== null && <p dir="auto" data-step>{m.today_next({ words: step })}</p>}
      {unconfirmed === 'one' && <p className={css['note']}>{m.over_unconfirmed()}</p>}
      <Live>{saved === 'notYet' && <p className={css['note']}>{m.over_not_saved()}</p>}</Live>
      {lookBack?.state === 'open' && <p className="dim">{m.reflection_offer_lead()}</p>}
      {ownSide?.state === 'open' && <p className="dim">{m.own_side_offer_lead()}</p>}
      <div className={css['acts']}>
        {lookBack && (
          <Button look="main" onPress={lookBack.onOpen}>
            {lookBack.state === 'open' ? m.reflection_offer() : m.reflection_offer_sent()}
          </Button>
        )}
        <Button look={lookBack ? 'plain' : 'main'} onPress={onDone}>
          {therapist ? m.over_home() : m.over_close()}
        </Button>
        {ownSide && <Button onPress={ownSide.onOpen}>{ownSide.state === 'open' ? m.own_side_offer() : m.own_side_again()}</Button>}
        {onPast && <Button onPress={onPast}>{m.over_time_own_open()}</Button>}
        {onReflections && <Button onPress={onReflections}>{m.reflections_open()}</Button>}
      </div>
      {resume && <Resume resume={resume} />}
    </Page>
  )
}
