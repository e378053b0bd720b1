/** Shared agenda and next step of a room, as either page shows them. */
import { useState } from 'react'
import { agendaOf, agreed, carriedStep, hasRoom, spokenOf, stepInHand, withoutPoint, withPoint } from '@fermata/shared/agreed'
import { CLIENT, type Seat, type SessionId } from '@fermata/shared/ids'
import type { Keeping, RoomNotes } from '../../../notes/room-notes.ts'
import type { Kept } from '../../../screens/room/set-up/view.ts'
import type { AtStartView, StepView, TodayView } from '../../../screens/room/today/view.ts'
import { useValue } from '../../../ui/use-value.ts'

export const KEPT: Record<Keeping, Kept> = { kept: 'kept', notYet: 'later', unread: 'later', unreadable: 'here' }

export function useToday(me: Seat, { notes, session }: { notes: RoomNotes; session: SessionId }): { today: TodayView; atStart: AtStartView | null } {
  const known = useValue(notes.notes)
  const keeping = useValue(notes.keeping)
  const [away, setAway] = useState<string | null>(null)
  const carried = carriedStep(known, session)
  const carriedView = carried && { words: carried.words, went: carried.went?.how ?? null }
  const words = carried === null ? stepInHand(known) : ''
  const step: StepView = me === CLIENT
    ? {
        seat: 'client', words, carried: carriedView,
        onAgree: (next) => notes.set(agreed(known, session, next)),
        onSay: (how) => carried && notes.set(spokenOf(carried, session, how)),
      }
    : { seat: 'therapist', words, carried: carriedView }
  // Once the client has said how it went, their line has done its work; the therapist still reads the answer.
  const isShown = carriedView !== null && away !== carriedView.words && (me !== CLIENT || carriedView.went === null)
  return {
    today: {
      points: agendaOf(known).map(({ by, words: point }) => ({ words: point, by: by === me ? 'me' : 'other' })),
      room: hasRoom(known, me) ? 'yes' : 'no',
      onAdd: (point) => {
        const value = withPoint(known, me, point)
        if (value !== null) notes.set(value)
      },
      onRemove: (point) => notes.set(withoutPoint(known, me, point)),
      step,
      kept: KEPT[keeping],
    },
    atStart: isShown ? { step: { ...step, carried: carriedView }, onPutAway: () => setAway(carriedView.words) } : null,
  }
}
