/** Where the client is and who hears along, as either page shows it. */
import { useMemo, useState } from 'react'
import { EMPTY_CARD, type Plan, planOf, rememberedCard, toRemember } from '@fermata/shared/agreed'
import { cardOf, observersOf } from '@fermata/shared/pair'
import type { LobbyCard, Observers } from '@fermata/shared/protocol'
import { readJson, type TabKeep } from '../../../lib/keep.ts'
import type { Keeping, RoomNotes } from '../../../notes/room-notes.ts'
import type { CardOf, CardView, HeardView } from '../../../screens/room/card/view.ts'
import type { Meeting as ClientMeeting } from '../../../session/client/meeting.ts'
import type { Meeting } from '../../../session/therapist/meeting.ts'
import { useValue } from '../../../ui/use-value.ts'
import { KEPT } from './use-today.ts'

function useRemembered(notes: RoomNotes): { known: Parameters<typeof planOf>[1]; keeping: Keeping; remembered: CardView['remembered'] } {
  const known = useValue(notes.notes)
  const keeping = useValue(notes.keeping)
  const isRead = keeping === 'kept' || keeping === 'notYet'
  return { known, keeping, remembered: isRead ? (rememberedCard(known) ? 'something' : 'nothing') : 'unknown' }
}

/** The tab holds the card as it was last said: a reload, and the door, begin with it. */
export function useClientCard({ call, notes }: ClientMeeting, tab: TabKeep): { card: CardOf<'client'>; heard: HeardView | null; plan: Plan } {
  const { known, keeping, remembered } = useRemembered(notes)
  const { correspondence } = call
  const journal = useValue(correspondence.journal)
  const [card, setCard] = useState(() => readJson<LobbyCard>(tab, 'card') ?? EMPTY_CARD)
  const [away, setAway] = useState<Observers | null>(null)
  const observers = useMemo(() => observersOf(journal), [journal])
  const onSay = (next: LobbyCard): void => {
    tab.set('card', JSON.stringify(next))
    setCard(next)
    void correspondence.say({ k: 'card', card: next })
    const note = toRemember(next, known)
    if (note !== null) notes.set(note)
  }
  const isHeard = observers !== null && observers !== 'nobody' && observers !== away
  return {
    card: { seat: 'client', card, observers, remembered, kept: KEPT[keeping], onSay },
    heard: isHeard ? { who: observers, onPutAway: () => setAway(observers) } : null,
    plan: planOf(card, known),
  }
}

export function useTherapistCard({ call, notes, card: atTheDoor, turn }: Meeting): { card: CardOf<'therapist'>; plan: Plan } {
  const { known, remembered } = useRemembered(notes)
  const { correspondence } = call
  const journal = useValue(correspondence.journal)
  const card = useMemo(() => cardOf(journal, atTheDoor, turn), [journal, atTheDoor, turn])
  const plan = planOf(card, known)
  const onObservers = (who: Observers): void => void correspondence.say({ k: 'observers', who })
  return { card: { seat: 'therapist', card, plan, remembered, observers: useMemo(() => observersOf(journal), [journal]), onObservers }, plan }
}
