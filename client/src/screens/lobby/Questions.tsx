import type { LobbyCard } from '@fermata/shared/protocol'
import { m } from '../../i18n/messages.ts'
import { Choice } from '../../ui/controls/Choice.tsx'
import { Field } from '../../ui/controls/Field.tsx'

/** Nothing is answered on the client's behalf. */
export const EMPTY_CARD: LobbyCard = { name: '', overheard: null, place: '', phone: '' }

/** What the client may say about where they are. Every answer may stay empty. */
export function Questions({ card, onChange }: { card: LobbyCard; onChange(card: LobbyCard): void }) {
  return (
    <>
      <Choice
        legend={m.lobby_who()}
        options={[
          { value: 'alone', label: m.who_alone() },
          { value: 'someoneNear', label: m.who_near() },
          { value: 'notSure', label: m.who_unsure() },
        ]}
        value={card.overheard}
        onChange={(overheard) => onChange({ ...card, overheard })}
      />
      <Field label={m.lobby_name()} value={card.name} onChange={(name) => onChange({ ...card, name })} limit={80} />
      <Field
        label={m.lobby_place()}
        hint={m.lobby_place_hint()}
        value={card.place}
        onChange={(place) => onChange({ ...card, place })}
        limit={120}
      />
      <Field
        label={m.lobby_number()}
        hint={m.lobby_number_hint()}
        value={card.phone}
        onChange={(phone) => onChange({ ...card, phone })}
        limit={40}
        kind="tel"
        short
      />
    </>
  )
}
