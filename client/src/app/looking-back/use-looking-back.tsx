/** Looking back while the session goes on: the questions, and the sheet that both see. */
import { useEffect, useMemo, useState } from 'react'
import { offeredOf } from '@fermata/shared/agreed'
import { type LookingBack, lookingBack } from '@fermata/shared/pair'
import type { Item, Prompt, Reflection } from '@fermata/shared/reflection'
import type { LookBack } from '../../reflection/client/look-back.ts'
import { SharedPage } from '../../screens/room/dialogs/later.ts'
import type { Meeting } from '../../session/client/meeting.ts'
import { useValue } from '../../ui/use-value.ts'
import { chunk } from '../chunk.tsx'
import type { PageParts } from '../parts.ts'

const { Page: LookBackDialog } = chunk(async () => (await import('./LookBackPage.tsx')).LookBackDialog, 'nothing')

/** The sheet, until this side puts it away; a newer one comes up again. The prompt is the therapist's. */
export function useSheet(
  { page }: LookingBack, seat: 'therapist' | 'client', name: string, promptFor: (of: Reflection) => Prompt<Item> | null = () => null,
): React.ReactNode {
  const [away, putAway] = useState<string | null>(null)
  if (page === null || page.fact === away) return null
  return <SharedPage seat={seat} name={name} reflection={page.reflection} prompt={promptFor(page.reflection)} onPutAway={() => putAway(page.fact)} />
}

interface ClientsSide {
  sheet: React.ReactNode
  /** The questions, while they are open. */
  questions: React.ReactNode
  onLookBack: () => void
}

export function useClientLookingBack(meeting: Meeting, lookBack: LookBack | null, parts: PageParts): ClientsSide {
  const { call, therapistName } = meeting
  const { correspondence } = call
  const journal = useValue(correspondence.journal)
  const now = useMemo(() => lookingBack(journal), [journal])
  const [open, setOpen] = useState(false)
  const told = now.client === 'reflecting'
  const notes = useValue(meeting.notes.notes)
  useEffect(() => void lookBack?.offered.heard(meeting.session, offeredOf(notes)), [lookBack, meeting.session, notes])
  // Also after a reload, which closes the questions.
  useEffect(() => {
    if (told !== open) void correspondence.say({ k: 'lookingBack', state: open ? 'begun' : 'stopped' })
  }, [told, open, correspondence])
  return {
    sheet: useSheet(now, 'client', therapistName),
    onLookBack: () => setOpen(true),
    questions: open && lookBack && (
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
