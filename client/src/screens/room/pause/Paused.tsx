import { m } from '../../../i18n/messages.ts'
import { Button } from '../../../ui/controls/Button.tsx'
import { Choice } from '../../../ui/controls/Choice.tsx'
import { Live } from '../../../ui/Live.tsx'
import { LinkLine } from '../band/LinkLine.tsx'
import { replyWords } from '../signals/reply-words.ts'
import { planWords } from '../stage/ClientAttendance.tsx'
import { Heading } from './Heading.tsx'
import type { ClientPauseProps, PauseTold } from './view.ts'
import css from './ClientPause.module.css'

const TOLD: Record<PauseTold, () => string> = {
  sending: m.pause_told_sending,
  onScreen: m.pause_told_on_screen,
  behind: m.pause_told_behind,
  notConfirmed: m.pause_told_not_confirmed,
}

/** Cut off or not: the pause stays as it was, and this says what is so. */
function Connection({ attendance, link }: Pick<ClientPauseProps, 'attendance' | 'link'>) {
  if (attendance.state === 'together') return link === 'good' ? null : <LinkLine link={link} lost={null} />
  return (
    <Live>
      <div className={css['lost']} data-attendance={attendance.state}>
        <p>{attendance.state === 'therapistLost' ? m.room_therapist_lost() : m.room_self_lost()}</p>
        {attendance.state !== 'trying' && attendance.plan && <p data-plan>{planWords(attendance.plan)}</p>}
      </div>
    </Live>
  )
}

/** The therapist may ask; the client answers, or lets it stand. */
function Offer({ offer, onAnswer }: Pick<ClientPauseProps, 'offer' | 'onAnswer'>) {
  return (
    <Live>
      {offer === 'finish' && (
        <div className={css['offer']} data-offer={offer}>
          <p className="strong">{m.pause_offer_finish()}</p>
          <div className={css['answers']}>
            <Button size="small" onPress={() => onAnswer('yes')}>
              {m.pause_offer_yes()}
            </Button>
            <Button size="small" onPress={() => onAnswer('notYet')}>
              {m.pause_offer_not_yet()}
            </Button>
          </div>
        </div>
      )}
      {offer === 'agreed' && <p data-offer={offer}>{m.pause_offer_agreed()}</p>}
    </Live>
  )
}

export interface PausedProps extends ClientPauseProps {
  aids: React.ReactNode
}

/** What is so, what the therapist said, what the client keeps, and what they may do. */
export function Paused({ therapist, keep, onKeep, told, stillPausing, said, offer, onAnswer, ...rest }: PausedProps) {
  const options = [
    { value: 'see', label: m.pause_keep_see() },
    { value: 'seeAndHear', label: m.pause_keep_see_and_hear() },
    { value: 'neither', label: m.pause_keep_neither() },
  ] as const
  return (
    <>
      <div className={css['say']}>
        <Heading>{m.pause_title()}</Heading>
        <p className="dim">{m.pause_lead()}</p>
        <Live className={css['told']}>{TOLD[told]()}</Live>
        <Live>{stillPausing && <p data-still-pausing>{m.pause_still()}</p>}</Live>
      </div>
      <Live>
        {said && (
          <p className={css['said']} data-said={said}>
            <span className="small dim" dir="auto" translate="no">{therapist}</span>
            {replyWords(said)}
          </p>
        )}
      </Live>
      <Offer offer={offer} onAnswer={onAnswer} />
      <Connection attendance={rest.attendance} link={rest.link} />
      <div className={css['keep']}>
        <Choice legend={m.pause_keep({ name: therapist })} options={options} value={keep} onChange={onKeep} />
      </div>
      {rest.aids}
    </>
  )
}
