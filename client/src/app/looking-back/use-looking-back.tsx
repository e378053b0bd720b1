/** Looking back while the session goes on: the questions, and the sheet that both see. */
import { useEffect, useMemo, useState } from 'react'
import { offeredOf } from '@fermata/shared/agreed'
import { type LookingBack, lookingBack } from '@fermata/shared/pair'
import { type Item, ITEMS, type Past, type Prompt, promptOf, type Reflection, type Thresholds } from '@fermata/shared/reflection'
import type { SessionId } from '@fermata/shared/ids'
import type { LookBack } from '../../reflection/look-back.ts'
import { SharedPage } from '../../screens/room/dialogs/later.ts'
import type { Meeting as ClientMeeting } from '../../session/client/meeting.ts'
import type { Meeting as TherapistMeeting } from '../../session/therapist/meeting.ts'
import { useValue } from '../../ui/use-value.ts'
import { chunk } from '../chunk.tsx'
import type { PageParts } from '../parts.ts'

const { Page: LookBackDialog } = chunk(async () => (await import('./LookBackPage.tsx')).LookBackDialog, 'nothing')

/** The sheet, until this side puts it away; a newer one comes up again. */
function useSheet({ page }: LookingBack, seat: 'therapist' | 'client', name: string, promptOfPage: (today: Reflection) => Prompt<Item> | null): React.ReactNode {
  const [away, putAway] = useState<string | null>(null)
  if (page === null || page.fact === away) return null
  return <SharedPage seat={seat} name={name} reflection={page.reflection} prompt={promptOfPage(page.reflection)} onPutAway={() => putAway(page.fact)} />
}

/** Prompts are the therapist's. */
const noPrompt = (): null => null

/** Today beside what the therapist has opened before; it is later than all of them. */
function promptOfToday({ questionnaire, mode, answers }: Reflection, before: readonly Past<Item>[], thresholds: Thresholds): Prompt<Item> | null {
  const today: Past<Item> = { session: '' as SessionId, at: Infinity, questionnaire, mode, answers }
  return promptOf([...before, today], ITEMS, thresholds)
}

interface ClientsSide {
  sheet: React.ReactNode
  /** The questions, while they are open. */
  questions: React.ReactNode
  onLookBack: () => void
}

export function useClientLookingBack(meeting: ClientMeeting, lookBack: LookBack, parts: PageParts): ClientsSide {
  const { call, therapistName } = meeting
  const { correspondence } = call
  const journal = useValue(correspondence.journal)
  const now = useMemo(() => lookingBack(journal), [journal])
  const [open, setOpen] = useState(false)
  const told = now.client === 'reflecting'
  const notes = useValue(meeting.notes.notes)
  const offered = JSON.stringify(offeredOf(notes))
  useEffect(() => void lookBack.offered.heard(meeting.session, JSON.parse(offered) as string[]), [lookBack, meeting.session, offered])
  // Also after a reload, which closes the questions.
  useEffect(() => {
    if (told !== open) void correspondence.say({ k: 'lookingBack', state: open ? 'begun' : 'stopped' })
  }, [told, open, correspondence])
  return {
    sheet: useSheet(now, 'client', therapistName, noPrompt),
    onLookBack: () => setOpen(true),
    questions: open && (
      <LookBackDialog
        lookBack={lookBack} therapist={therapistName} parts={parts} onDone={() => setOpen(false)}
        onTalk={(reflection: Reflection) => {
          setOpen(false)
          // Other questionnaires are read afterwards; what lies before both is ours alone.
          const { more: _more, ...ours } = reflection
          void correspondence.say({ k: 'shared', reflection: ours })
        }}
      />
    ),
  }
}

/** `opened`: reads what this therapist has opened of the room before. */
export function useTherapistLookingBack(
  { call }: TherapistMeeting, name: string, opened: () => Promise<readonly Past<Item>[]>, thresholds: Thresholds,
) {
  const { correspondence } = call
  const journal = useValue(correspondence.journal)
  const now = useMemo(() => lookingBack(journal), [journal])
  const [before, setBefore] = useState<readonly Past<Item>[]>([])
  const shared = now.page?.fact ?? null
  useEffect(() => {
    if (shared !== null) void opened().then(setBefore)
  }, [shared, opened])
  return {
    sheet: useSheet(now, 'therapist', name, (today) => promptOfToday(today, before, thresholds)),
    reflecting: now.client,
    onOfferLookBack: (): void => void correspondence.say({ k: 'offer', offer: 'lookBack' }),
  }
}
