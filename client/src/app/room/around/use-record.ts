/** What may be kept of a session in this room, and what follows from it as the next one begins. */
import { useState } from 'react'
import { type Consent, consentOf, isToBeAsked, NOTHING, OUR_CONSENT_VERSION, recordOf, repairDue } from '@fermata/shared/agreed'
import { CLIENT, type Seat, type SessionId } from '@fermata/shared/ids'
import type { House } from '@fermata/shared/protocol'
import type { Observable } from '../../../lib/observable.ts'
import type { RoomNotes } from '../../../notes/room-notes.ts'
import type { RecordAtStart, RecordView } from '../../../screens/room/record/view.ts'
import { useValue } from '../../../ui/use-value.ts'
import { KEPT } from './use-today.ts'

export function useRecord(
  me: Seat, { notes, session }: { notes: RoomNotes; session: SessionId }, house: Observable<House>,
): { record: RecordView; recordStart: RecordAtStart | null } {
  const known = useValue(notes.notes)
  const keeping = useValue(notes.keeping)
  const wording = useValue(house).consent
  const [away, setAway] = useState<SessionId | null>(null)
  const version = wording?.version ?? OUR_CONSENT_VERSION
  const choose = ({ signals, pauses }: Consent): void => notes.set({ note: 'consent', version, signals, pauses })
  const read = { consent: consentOf(known), sessions: recordOf(known).toReversed(), kept: KEPT[keeping] }
  if (me === CLIENT) {
    // Before the notes were read nobody knows what was answered; where they cannot be, nothing is kept and nothing asked.
    const isAsked = (keeping === 'kept' || keeping === 'notYet') && isToBeAsked(known, version)
    return {
      record: { ...read, seat: 'client', wording: wording?.text ?? null, onChoose: choose },
      recordStart: isAsked ? { line: 'consent', onNothing: () => choose(NOTHING) } : null,
    }
  }
  const due = repairDue(known, session)
  return {
    record: { ...read, seat: 'therapist' },
    recordStart: due === null || away === due.session
      ? null
      : { line: 'repair', onLookedAt: () => notes.set({ note: 'repair', lookedAt: due.session }), onPutAway: () => setAway(due.session) },
  }
}
