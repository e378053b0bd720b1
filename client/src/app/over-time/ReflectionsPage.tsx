import { useEffect, useState } from 'react'
import { SECOND } from '@fermata/shared/clock'
import type { RandomSource, RoomId } from '@fermata/shared/ids'
import { ITEMS, promptOf, trendOf } from '@fermata/shared/reflection'
import type { Api } from '../../lib/api.ts'
import { pastOf, readReflections } from '../../reflection/reading.ts'
import { OverTime } from '../../screens/over-time/OverTime.tsx'
import { savePicture } from '../../screens/over-time/picture.ts'
import type { PastView, Whose } from '../../screens/over-time/view.ts'
import type { OpenAccount } from '../../session/therapist/account.ts'
import type { PageParts } from '../parts.ts'

interface Props {
  account: OpenAccount
  api: Api
  random: RandomSource
  room: RoomId
  parts: PageParts
  onBack: () => void
}

const AGAIN_AFTER = 3 * SECOND

/** What the client of one room shared, over time, for their therapist. */
export function ReflectionsPage({ account, api, random, room, parts, onBack }: Props) {
  const { clock } = parts
  const [past, setPast] = useState<PastView>({ state: 'loading' })
  const client = account.records.room(room)?.label ?? ''
  useEffect(() => {
    let stop = (): void => {}
    let left = false
    const load = async (): Promise<void> => {
      const read = await readReflections(account, api, room, random)
      if (left) return
      if (read.ok) {
        const reflections = read.value.map(({ session, ...one }) => ({ id: session, ...one }))
        return setPast({ state: 'here', reflections, trend: trendOf(pastOf(read.value), ITEMS) })
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
  const whose: Whose = { seat: 'therapist', client, prompt: past.state === 'here' ? promptOf(past.trend.sessions, ITEMS) : null }
  const picture = (): void => void (past.state === 'here' && savePicture(past.trend, whose, parts.save))
  return <OverTime whose={whose} past={past} onPrint={parts.print} onPicture={picture} onBack={onBack} />
}
