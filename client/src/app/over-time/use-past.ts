import { useEffect, useState } from 'react'
import { SECOND } from '@fermata/shared/clock'
import type { RandomSource, RoomId } from '@fermata/shared/ids'
import { QuestionnaireList } from '@fermata/shared/protocol'
import type { Instrument } from '@fermata/shared/questionnaire'
import type { WithOthers } from '@fermata/shared/reflection'
import type { Api } from '../../lib/api.ts'
import { type ReadReflection, readReflections, withOthers } from '../../reflection/therapist/reading.ts'
import type { OpenAccount } from '../../session/therapist/account.ts'
import type { PageParts } from '../parts.ts'

/** What was read of a room: newest first, with what other questionnaires were answered and all that are loaded. */
export type ReadPast =
  | { state: 'loading' }
  | { state: 'unreachable' }
  | { state: 'here'; read: readonly ReadReflection[]; others: readonly WithOthers[]; instruments: readonly Instrument[] }

const AGAIN_AFTER = 3 * SECOND

/** What the client of a room shared, opened once; asked again while the server does not answer. */
export function usePast(account: OpenAccount, api: Api, random: RandomSource, room: RoomId, { clock }: PageParts): ReadPast {
  const [past, setPast] = useState<ReadPast>({ state: 'loading' })
  useEffect(() => {
    let stop = (): void => {}
    let left = false
    const load = async (): Promise<void> => {
      const [read, asked] = await Promise.all([readReflections(account, api, room, random), api.get('/questionnaires', QuestionnaireList)])
      if (left) return
      if (read.ok) {
        const instruments = asked.ok ? asked.value.questionnaires : []
        return setPast({ state: 'here', read: read.value, others: withOthers(read.value), instruments })
      }
      setPast({ state: 'unreachable' })
      stop = clock.after(AGAIN_AFTER, () => void load())
    }
    void load()
    return () => {
      left = true
      stop()
    }
  }, [account, api, random, room, clock])
  return past
}
