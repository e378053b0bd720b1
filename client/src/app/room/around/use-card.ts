/** Where the client is and who hears along, as either page shows it. */
import { useMemo, useState } from 'react'
import {
  EMPTY_CARD, type Gone, mayGiveAway, type Plan, planOf, rememberedCard, todayOf, toRemember, whatToDo, type WhatToDo,
} from '@fermata/shared/agreed'
import { cardOf, observersOf } from '@fermata/shared/pair'
import type { LobbyCard, Observers } from '@fermata/shared/protocol'
import { readJson, type TabKeep } from '../../../lib/keep.ts'
import type { Keeping, RoomNotes } from '../../../notes/room-notes.ts'
import type { CardOf, CardView, HeardView } from '../../../screens/room/card/view.ts'
import type { WhenGone } from '../../../screens/room/stage/view.ts'
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

export interface ClientCard {
  card: CardOf<'client'>
  heard: HeardView | null
  plan: Plan
  /** What this page may say of a cut-off. */
  cutOff: WhatToDo
}

/** The tab holds the card as it was last said: a reload, and the door, begin with it. */
export function useClientCard({ call, notes, session, grantedCutOff }: ClientMeeting, tab: TabKeep): ClientCard {
  const { known, keeping, remembered } = useRemembered(notes)
  const { correspondence } = call
  const journal = useValue(correspondence.journal)
  const [card, setCard] = useState(() => readJson<LobbyCard>(tab, 'card') ?? EMPTY_CARD)
  const [away, setAway] = useState<Observers | null>(null)
  const observers = useMemo(() => observersOf(journal), [journal])
  // What was answered at the door counts all session long, and the tab keeps the last answer only.
  const guarded = `guarded.${session}`
  const onSay = (next: LobbyCard): void => {
    if (mayGiveAway({ square: 'never', overheard: card.overheard })) tab.set(guarded, 'yes')
    tab.set('card', JSON.stringify(next))
    setCard(next)
    void correspondence.say({ k: 'card', card: next })
    const note = toRemember(next, known)
    if (note !== null) notes.set(note)
  }
  const plan = planOf(card, known)
  const today = useMemo(() => todayOf(journal, [card]), [journal, card])
  const square = grantedCutOff === 'wait' || tab.get(guarded) !== null ? 'pressed' : today.square
  const isHeard = observers !== null && observers !== 'nobody' && observers !== away
  return {
    card: { seat: 'client', card, observers, remembered, kept: KEPT[keeping], onSay },
    heard: isHeard ? { who: observers, onPutAway: () => setAway(observers) } : null,
    plan,
    cutOff: whatToDo({ gone: 'lineDropped', ...today, square, plan }),
  }
}

export interface TherapistCard {
  card: CardOf<'therapist'>
  whenGone(gone: Gone): WhenGone
}

export function useTherapistCard({ call, notes, card: atTheDoor, cards, turn }: Meeting): TherapistCard {
  const { known, remembered } = useRemembered(notes)
  const { correspondence } = call
  const journal = useValue(correspondence.journal)
  const card = useMemo(() => cardOf(journal, atTheDoor, turn), [journal, atTheDoor, turn])
  const today = useMemo(() => todayOf(journal, cards), [journal, cards])
  const plan = planOf(card, known)
  const whenGone = (gone: Gone): WhenGone => ({ gone, what: whatToDo({ gone, ...today, plan }), plan })
  const onObservers = (who: Observers): void => void correspondence.say({ k: 'observers', who })
  const observers = useMemo(() => observersOf(journal), [journal])
  return { card: { seat: 'therapist', card, cutOff: whenGone('lineDropped'), remembered, observers, onObservers }, whenGone }
}
