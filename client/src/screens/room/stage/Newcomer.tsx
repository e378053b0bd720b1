import { m } from '../../../i18n/messages.ts'
import { Button } from '../../../ui/controls/Button.tsx'
import css from './Aside.module.css'

export interface NewcomerView {
  /** Whether the person in the room was asked, and what they said. */
  asked: 'notYet' | 'asked' | 'itIsThem' | 'itIsNotThem'
  /** Present where the person in the room can be asked. */
  onAsk?: () => void
  onMove(): void
  onTurnAway(): void
  /** Present where the link can be renewed from here. */
  onTurnAwayAndRenew?: () => void
}

const ANSWERS = {
  asked: m.room_newcomer_asked,
  itIsThem: m.room_newcomer_confirmed,
  itIsNotThem: m.room_newcomer_denied,
}

/** The therapist's side: another device knocks with this room's link while the client sits in the room. */
export function Newcomer({ newcomer, name }: { newcomer: NewcomerView; name: string }) {
  const { asked } = newcomer
  return (
    <section className={css['aside']} aria-live="polite" data-notice="newcomer" data-state={asked}>
      <h2 className={css['title']}>{m.room_newcomer_title({ name })}</h2>
      <p className="dim">{asked === 'notYet' ? m.room_newcomer_lead({ name }) : ANSWERS[asked]({ name })}</p>
      <div className={css['acts']}>
        {asked === 'notYet' && newcomer.onAsk && (
          <Button size="small" onPress={newcomer.onAsk}>
            {m.room_newcomer_ask()}
          </Button>
        )}
        <Button size="small" onPress={newcomer.onMove}>
          {m.room_newcomer_move()}
        </Button>
        <Button size="small" onPress={newcomer.onTurnAway}>
          {m.room_newcomer_turn_away()}
        </Button>
        {newcomer.onTurnAwayAndRenew && (
          <Button size="small" look="bare" onPress={newcomer.onTurnAwayAndRenew}>
            {m.room_newcomer_renew()}
          </Button>
        )}
      </div>
    </section>
  )
}
