import { useState } from 'react'
import { m } from '../../../i18n/messages.ts'
import { Button } from '../../../ui/controls/Button.tsx'
import { Choice } from '../../../ui/controls/Choice.tsx'
import { Questions } from '../../lobby/Questions.tsx'
import { RoomDialog } from '../RoomDialog.tsx'
import type { Kept } from '../set-up/view.ts'
import { PlanFacts } from '../stage/PlanFacts.tsx'
import css from './Card.module.css'
import type { CardOf, CardView } from './view.ts'
import { OBSERVERS, OVERHEARD } from './words.ts'

const KEPT: Record<Kept, () => string> = { kept: m.today_kept, later: m.today_kept_later, here: m.kept_cannot }

/** Who can hear them is said with the tap; what is typed, once it is saved. */
function Mine({ view, name }: { view: CardOf<'client'>; name: string }) {
  const [card, setCard] = useState(view.card)
  const [saved, setSaved] = useState<'no' | 'yes'>('no')
  return (
    <>
      {view.observers && <p className="small" data-testid="observers">{OBSERVERS[view.observers]({ name })}</p>}
      <Questions
        card={card}
        remembered={view.remembered}
        onChange={(next) => {
          setCard(next)
          setSaved('no')
          if (next.overheard !== card.overheard) view.onSay({ ...view.card, overheard: next.overheard })
        }}
      />
      <div className={css['acts']}>
        <Button
          look="main"
          testid="save-card"
          onPress={() => {
            view.onSay(card)
            setSaved('yes')
          }}
        >
          {m.kept_save()}
        </Button>
        <span className="small dim" role="status" data-kept={view.kept}>
          {saved === 'yes' && (card.remember === 'asBefore' ? m.card_told({ name }) : KEPT[view.kept]())}
        </span>
      </div>
    </>
  )
}

function Theirs({ view, name }: { view: CardOf<'therapist'>; name: string }) {
  const { card, cutOff, observers, remembered } = view
  return (
    <>
      <p className="small" data-testid="overheard">
        {card.overheard ? m.card_says({ name, who: OVERHEARD[card.overheard]() }) : m.card_says_nothing({ name })}
      </p>
      <section className={css['part']}>
        <PlanFacts {...cutOff} name={name} />
        {remembered === 'something' && <p className="small dim">{m.card_remembered({ name })}</p>}
      </section>
      <section className={css['part']}>
        <Choice
          legend={m.card_observers()}
          options={[
            { value: 'nobody', label: m.card_observers_nobody() },
            { value: 'someoneNear', label: m.card_observers_near() },
            { value: 'someoneListens', label: m.card_observers_listens() },
          ]}
          value={observers}
          onChange={view.onObservers}
        />
        <p className="small dim">{m.card_observers_hint({ name })}</p>
      </section>
    </>
  )
}

/** Where the client is and who hears along. The client changes their part at any time, without a word. */
export function CardDialog({ view, name, onClose }: { view: CardView; name: string; onClose(): void }) {
  return (
    <RoomDialog title={view.seat === 'client' ? m.card_title() : m.card_title_of({ name })} testid="card-dialog" onClose={onClose}>
      {view.seat === 'client' ? <Mine view={view} name={name} /> : <Theirs view={view} name={name} />}
    </RoomDialog>
  )
}
