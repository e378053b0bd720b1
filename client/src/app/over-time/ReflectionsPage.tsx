import { useMemo, useState } from 'react'
import type { RandomSource, RoomId, SessionId } from '@fermata/shared/ids'
import { type Item, ITEMS, othersOf, type Prompt, promptOf, trendOf } from '@fermata/shared/reflection'
import type { Api } from '../../lib/api.ts'
import { notSaidHere } from '../../record/agreed-in.ts'
import { notesTakenIn } from '../../record/past.ts'
import { keptForNext, keptNow, withoutNext } from '../../reflection/therapist/next-time.ts'
import type { OwnSides } from '../../reflection/therapist/own-sides.ts'
import { ownPrompts, setOwnPrompts } from '../../reflection/therapist/own-prompts.ts'
import { pastOf } from '../../reflection/therapist/reading.ts'
import { Agreed } from '../../screens/record/Agreed.tsx'
import { OverTime } from '../../screens/over-time/OverTime.tsx'
import { Paper } from '../../screens/over-time/paper/Paper.tsx'
import { WhenToPrompt } from '../../screens/over-time/prompts/WhenToPrompt.tsx'
import { savePicture } from '../../screens/over-time/lines/picture.ts'
import type { OwnBeside, PastView, Whose } from '../../screens/over-time/view.ts'
import type { OpenAccount } from '../../session/therapist/account.ts'
import type { Desk } from '../../session/therapist/desk.ts'
import { useValue } from '../../ui/use-value.ts'
import { OwnSidePage } from '../looking-back/OwnSidePage.tsx'
import type { PageParts } from '../parts.ts'
import { paperOf, totalsOf } from './paper.ts'
import { useAgreed } from './use-agreed.ts'
import { usePast } from './use-past.ts'
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

/** What the client of one room shared, over time, for their therapist. */
export function ReflectionsPage({ account, desk, sides, isPast, api, random, room, parts, onBack }: Props) {
  const { clock } = parts
  const house = useValue(parts.house).prompts
  const read = usePast(account, api, random, room, parts)
  const [ownOf, setOwnOf] = useState<{ session: SessionId; at: number } | null>(null)
  const opened = useValue(account.records.opened)
  const prompts = ownPrompts(opened)
  const record = opened?.rooms.find(({ content }) => content.room === room)?.content
  useValue(sides.waiting)
  const client = record?.label ?? ''
  const agreed = useAgreed(desk, room, record?.keepKey ?? '', random, clock)
  const shared = useMemo((): PastView => (read.state === 'here' ? {
    ...read, trend: trendOf(pastOf(read.read), ITEMS, house), reflections: read.read.map(({ session, ...one }) => ({ id: session, ...one })), others: [],
  } : read), [read, house])
  if (ownOf !== null) return <OwnSidePage {...ownOf} sides={sides} room={room} client={client} when="earlier" onDone={() => setOwnOf(null)} />
  const [own, paper] = [sides.of(room), sides.totals(room)]
  // What stands in the vault changes under this page; it is laid beside what was read.
  const past: PastView = read.state === 'here' && shared.state === 'here' ? { ...shared, others: othersOf(read.others, read.instruments, house, paper) } : shared
  const all = withAllSessions(past, (record?.sessions ?? []).filter(({ session }) => isPast(session)), [...own, ...paper])
  const instruments = read.state === 'here' ? read.instruments : []
  const form = all.state === 'here' ? paperOf(sides, room, client, instruments, all.reflections, clock.now()) : null
  const beside: OwnBeside = {
    totals: totalsOf(sides, room, instruments),
    sides: new Map(own.map(({ session, side }) => [session, { side, saving: sides.state(room, session).saving }])),
    onOpen: (id) => {
      const one = all.state === 'here' ? all.reflections.find((each) => each.id === id) : undefined
      if (one !== undefined) setOwnOf({ session: one.id as SessionId, at: one.at })
    },
  }
  const fromFile = agreed && notSaidHere(notesTakenIn(opened, room), agreed.notes)
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
      {agreed?.notes && past.state === 'here' && <Agreed notes={agreed.notes} due={agreed.due} />}
      {fromFile && past.state === 'here' && <Agreed notes={fromFile} from="file" />}
      {form && <Paper {...form} />}
      <WhenToPrompt thresholds={prompts ?? house} by={prompts === null ? 'house' : 'own'} onSet={(next) => void setOwnPrompts(account.records, next)} />
    </OverTime>
  )
}
