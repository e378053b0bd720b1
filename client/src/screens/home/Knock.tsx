import type { LobbyCard } from '@fermata/shared/protocol'
import { phone, timeOfDay } from '../../i18n/format.ts'
import { m } from '../../i18n/messages.ts'
import { Button } from '../../ui/controls/Button.tsx'
import { Live } from '../../ui/Live.tsx'
import type { KnockView } from './view.ts'
import css from './Knock.module.css'

const OVERHEARD: Record<NonNullable<LobbyCard['overheard']>, () => string> = {
  alone: m.desk_knock_alone,
  someoneNear: m.desk_knock_near,
  notSure: m.desk_knock_unsure,
}

/** What the client said at the door, as short sentences; nothing where they said nothing. */
const saidAtTheDoor = ({ card, room, since }: KnockView) =>
  [
    card.name && card.name !== room && m.desk_knock_room({ room }),
    m.desk_knock_since({ time: timeOfDay(since) }),
    card.overheard && OVERHEARD[card.overheard](),
    card.where === 'asLastTime' && m.desk_knock_same_place(),
    card.place && m.desk_knock_place({ place: card.place }),
    card.phone && m.desk_knock_number({ number: phone(card.phone) }),
    card.calls === 'client' && m.desk_knock_they_call(),
    card.phrase && m.desk_knock_phrase({ phrase: card.phrase }),
  ].filter(Boolean)

/** Someone waits at a door: who, since when, what they said; Admit, In a moment, Not today. */
export function Knock({ knock }: { knock: KnockView }) {
  const name = knock.card.name || knock.room
  return (
    <section className={css['knock']} aria-label={m.desk_knock_title({ name })} data-knock={knock.id} data-state={knock.admit}>
      <div className={css['says']}>
        <h2 className={`h2 ${css['title']}`}>
          <span className="lamp-dot" aria-hidden="true" />
          {m.desk_knock_title({ name })}
        </h2>
        <p className={`small dim num ${css['card']}`}>{saidAtTheDoor(knock).join(' ')}</p>
        <Live className={`small ${css['card']}`}>
          {knock.admit === 'cannotYet' ? m.desk_cannot_admit() : knock.told === 'soon' && m.desk_said_soon()}
        </Live>
      </div>
      <div className={css['acts']}>
        <Button
          look="main"
          onPress={knock.onAdmit}
          waiting={knock.admit !== 'ready'}
          name={knock.admit === 'admitting' ? undefined : m.desk_admit_named({ name })}
        >
          {knock.admit === 'admitting' ? m.desk_admitting() : m.desk_admit()}
        </Button>
        <Button onPress={knock.onSoon} waiting={knock.told !== 'nothing'}>
          {m.desk_soon()}
        </Button>
        <Button look="bare" onPress={knock.onNotToday}>
          {m.desk_not_today()}
        </Button>
      </div>
    </section>
  )
}
