import { useEffect, useState } from 'react'
import { SECOND } from '@fermata/shared/clock'
import type { RandomSource, RoomId, SessionId } from '@fermata/shared/ids'
import { QuestionnaireList } from '@fermata/shared/protocol'
import { type Item, ITEMS, othersOf, type Prompt, promptOf, trendOf } from '@fermata/shared/reflection'
import type { Api } from '../../lib/api.ts'
import { keptForNext, keptNow, withoutNext } from '../../reflection/next-time.ts'
import type { OwnSides } from '../../reflection/own-sides.ts'
import { ownPrompts, setOwnPrompts } from '../../reflection/own-prompts.ts'
import { pastOf, readReflections, withOthers } from '../../reflection/reading.ts'
import { Agreed } from '../../screens/record/Agreed.tsx'
import { OverTime } from '../../screens/over-time/OverTime.tsx'
import { WhenToPrompt } from '../../screens/over-time/prompts/WhenToPrompt.tsx'
import { savePicture } from '../../screens/over-time/picture.ts'
import type { OwnBeside, PastView, Whose } from '../../screens/over-time/view.ts'
import type { OpenAccount } from '../../session/therapist/account.ts'
import type { Desk } from '../../session/therapist/desk.ts'
import { useValue } from '../../ui/use-value.ts'
import { OwnSidePage } from '../looking-back/OwnSidePage.tsx'
import type { PageParts } from '../parts.ts'
import { useAgreed } from './use-agreed.ts'
import { withAllSessions } from './with-all-sessions.ts'

interface Props {
  account: OpenAccount
  desk: Desk
  sides: OwnSides
  /** Sessions that are not over are not looked back on. */
  isPast: (session: SessionId) => boolean
  api: Api
  random: RandomSource
  room: RoomId
  parts: PageParts
  onBack: () => void
}

const AGAIN_AFTER = 3 * SECOND

/** What the client of one room shared, over time, for their therapist. */
export function ReflectionsPage({ account, desk, sides, isPast, api, random, room, parts, onBack }: Props) {
  const { clock } = parts
  const house = useValue(parts.house).prompts
  const [past, setPast] = useState<PastView>({ state: 'loading' })
  const [ownOf, setOwnOf] = useState<{ session: SessionId; at: number } | null>(null)
  const opened = useValue(account.records.opened)
  const prompts = ownPrompts(opened)
  const record = opened?.rooms.find(({ content }) => content.room === room)?.content
  useValue(sides.waiting)
  const client = record?.label ?? ''
  const agreed = useAgreed(desk, room, record?.keepKey ?? '', random, clock)
  useEffect(() => {
    let stop = (): void => {}
    let left = false
    const load = async (): Promise<void> => {
      const read = await readReflections(account, api, room, random)
      if (left) return
      if (read.ok) {
        const reflections = read.value.map(({ session, ...one }) => ({ id: session, ...one }))
        const sessions = withOthers(read.value)
        const asked = sessions.length === 0 ? null : await api.get('/questionnaires', QuestionnaireList)
        const instruments = asked?.ok ? asked.value.questionnaires : []
        if (left) return
        return setPast({ state: 'here', reflections, trend: trendOf(pastOf(read.value), ITEMS, house), others: othersOf(sessions, instruments, house), instruments })
      }
      setPast({ state: 'unreachable' })
      stop = clock.after(AGAIN_AFTER, () => void load())
    }
    void load()
    return () => {
      left = true
      stop()
    }
  }, [account, api, random, room, clock, house])
  if (ownOf !== null) return <OwnSidePage {...ownOf} sides={sides} room={room} client={client} when="earlier" onDone={() => setOwnOf(null)} />
  const own = sides.of(room)
  const all = withAllSessions(past, (record?.sessions ?? []).filter(({ session }) => isPast(session)), own)
  const beside: OwnBeside = {
    sides: new Map(own.map(({ session, side }) => [session, { side, saving: sides.state(room, session).saving }])),
    onOpen: (id) => {
      const one = all.state === 'here' ? all.reflections.find((each) => each.id === id) : undefined
      if (one !== undefined) setOwnOf({ session: one.id as SessionId, at: one.at })
    },
  }
  const newest = past.state === 'here' ? past.trend.sessions.at(-1)?.session : undefined
  const about = past.state === 'here' ? promptOf(past.trend.sessions, ITEMS, prompts ?? house) : null
  const kept = record === undefined ? null : keptNow(record)
  const turn = (from: SessionId, prompt: Prompt<Item>): void => void account.records.changeRoom(room, (before) =>
    keptNow(before)?.from === from ? withoutNext(before) : keptForNext(before, from, prompt, clock.now()))
  const whose: Whose = {
    seat: 'therapist', client, own: beside,
    prompt: about === null || newest === undefined ? null
      : { about, next: { state: kept?.from === newest ? 'kept' : 'open', onPress: () => turn(newest, about) } },
  }
  return (
    <OverTime
      whose={whose} past={all} onPrint={parts.print} onBack={onBack}
      onPicture={(trend, wording) => void savePicture(trend, wording, whose, parts.save)}
    >
      {agreed && past.state === 'here' && <Agreed {...agreed} />}
      <WhenToPrompt thresholds={prompts ?? house} by={prompts === null ? 'house' : 'own'} onSet={(next) => void setOwnPrompts(account.records, next)} />
    </OverTime>
  )
}
