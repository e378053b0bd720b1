/** The therapist's side of looking back while the session goes on: the sheet with its prompt, and the offer. */
import { useEffect, useMemo, useState } from 'react'
import type { SessionId } from '@fermata/shared/ids'
import { lookingBack } from '@fermata/shared/pair'
import { type Item, ITEMS, type Past, type Prompt, promptOf, type Reflection, type Thresholds } from '@fermata/shared/reflection'
import type { Meeting } from '../../session/therapist/meeting.ts'
import { useValue } from '../../ui/use-value.ts'
import { useSheet } from './use-looking-back.tsx'

/** Today beside what the therapist has opened before; it is later than all of them. */
function promptOfToday({ questionnaire, mode, answers }: Reflection, before: readonly Past<Item>[], thresholds: Thresholds): Prompt<Item> | null {
  const today: Past<Item> = { session: '' as SessionId, at: Infinity, questionnaire, mode, answers }
  return promptOf([...before, today], ITEMS, thresholds)
}

/** `opened`: reads what this therapist has opened of the room before. */
export function useTherapistLookingBack(
  { call }: Meeting, name: string, opened: () => Promise<readonly Past<Item>[]>, thresholds: Thresholds,
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
    sheet: useSheet(now, 'therapist', name, (of) => promptOfToday(of, before, thresholds)),
    reflecting: now.client,
    onOfferLookBack: (): void => void correspondence.say({ k: 'offer', offer: 'lookBack' }),
  }
}
