import { useEffect, useMemo, useState } from 'react'
import { SECOND } from '@fermata/shared/clock'
import type { RandomSource, RoomId, SessionId } from '@fermata/shared/ids'
import { QuestionnaireList } from '@fermata/shared/protocol'
import type { Instrument } from '@fermata/shared/questionnaire'
import type { Api } from '../../lib/api.ts'
import { eraseEverything, eraseReflection, eraseRoom, eraseSession } from '../../record/erasing.ts'
import type { OwnSides } from '../../reflection/therapist/own-sides.ts'
import { makeFile } from '../../record/files.ts'
import { gather } from '../../record/gather.ts'
import { type Beside, besideOf } from '../../record/own.ts'
import { Printed } from '../../screens/record/Printed.tsx'
import { chosen } from '../../screens/record/pseudonyms.ts'
import { Record } from '../../screens/record/Record.tsx'
import type { Erasing, ErasingState, Holds, Names, RecordContent, RecordProps } from '../../screens/record/view.ts'
import type { Account, OpenAccount } from '../../session/therapist/account.ts'
import type { Desk } from '../../session/therapist/desk.ts'
import { useValue } from '../../ui/use-value.ts'
import type { PageParts } from '../parts.ts'
import { useTakingIn } from './use-taking-in.ts'

interface Props {
  account: Account
  open: OpenAccount
  desk: Desk
  sides: OwnSides
  api: Api
  random: RandomSource
  /** One room's record, or all. */
  room: RoomId | 'all'
  parts: PageParts
  onBack: () => void
}

const AGAIN_AFTER = 3 * SECOND

/** A therapist's record: opened here, made into files here, erased from here. */
export function RecordPage({ account, open, desk, sides, api, random, room, parts, onBack }: Props) {
  const beside = useMemo(() => besideOf(sides, open.records, desk.signalling, random), [sides, open, desk, random])
  const [content, lookAgain] = useContent(open, api, random, room, parts, beside)
  const [made, setMade] = useState<RecordProps['made']>('nothing')
  const [printed, setPrinted] = useState<{ names: Names; holds: Holds; instruments: readonly Instrument[] } | null>(null)
  const [erasing, setErasing] = useState<ErasingState>({ state: 'ready' })
  const takingIn = useTakingIn({ open, desk, sides, clock: parts.clock }, room, content, lookAgain)
  const opened = useValue(open.records.opened)
  const record = opened?.rooms.find(({ content: one }) => one.room === room)?.content
  const rooms = content.record === 'here' ? content.rooms : []
  const now = parts.clock.now()

  if (printed !== null) {
    return <Printed rooms={chosen(printed.names, printed.holds, rooms)} instruments={printed.instruments} now={now} onPrint={parts.print} onBack={() => setPrinted(null)} />
  }
  const erase = async (what: Erasing, code: string): Promise<void> => {
    setErasing({ state: 'working' })
    const done = await asked(what, code)
    if (!done.ok) {
      const { code: why } = done.refusal
      return setErasing(why === 'mistyped' ? { state: 'wrongCode' } : { state: 'refused', code: why })
    }
    setErasing({ state: 'ready' })
    if (what.erase === 'everything') await account.signOut()
    else if (what.erase === 'room') onBack()
    else lookAgain()
  }
  const asked = (what: Erasing, code: string) => {
    if (what.erase === 'everything') return eraseEverything(api, code)
    if (what.erase === 'room') return eraseRoom(open.records, sides, api, room as RoomId)
    if (what.erase === 'session') return eraseSession(open.records, sides, api, room as RoomId, what.session as SessionId)
    return eraseReflection(open.records, api, room as RoomId, what.session as SessionId)
  }
  return (
    <Record
      client={room === 'all' ? null : (record?.label ?? '')}
      content={content}
      made={made}
      onMake={(kind, names, holds) => {
        setMade('working')
        void makeFile(kind, chosen(names, holds, rooms), api, now).then((file) => {
          if (file.ok) parts.save(file.value.name, file.value.file)
          setMade(file.ok ? 'made' : 'notMade')
        })
      }}
      onPrint={(names, holds) => {
        // While the server does not answer, what only it knows is named and left out: the titles and wording of others' questions.
        void api.get('/questionnaires', QuestionnaireList).then((asked) => setPrinted({ names, holds, instruments: asked.ok ? asked.value.questionnaires : [] }))
      }}
      sessions={sessionsOf(record?.sessions ?? [], rooms.flatMap((one) => one.sessions), room)}
      takeIn={takingIn}
      erasing={erasing}
      onErase={(what, code) => void erase(what, code)}
      onKeep={() => setErasing({ state: 'ready' })}
      onBack={onBack}
    />
  )
}

type Known = { session: SessionId }

/** Every session of this room that the vault or the server knows, newest first. */
function sessionsOf(
  known: readonly (Known & { metAt: number })[], shared: readonly (Known & { at: number })[], room: RoomId | 'all',
): RecordProps['sessions'] {
  if (room === 'all') return []
  const times = new Map<SessionId, number>([...known.map(({ session, metAt }) => [session, metAt] as const), ...shared.map(({ session, at }) => [session, at] as const)])
  const withSomething = new Set(shared.map(({ session }) => session))
  return [...times].map(([id, at]) => ({ id, at, shared: withSomething.has(id) ? ('something' as const) : ('nothing' as const) })).sort((a, b) => b.at - a.at)
}

/** What there is, fetched and opened; asked again while the server does not answer, and after something was erased. */
function useContent(account: OpenAccount, api: Api, random: RandomSource, room: RoomId | 'all', { clock }: PageParts, beside: Beside): [RecordContent, () => void] {
  const [content, setContent] = useState<RecordContent>({ record: 'loading' })
  const [looks, setLooks] = useState(0)
  useEffect(() => {
    let stop = (): void => {}
    let left = false
    const load = async (): Promise<void> => {
      const read = await gather(account, api, room, random, beside)
      if (left) return
      if (read.ok) return setContent({ record: 'here', ...read.value })
      setContent({ record: 'unreachable' })
      stop = clock.after(AGAIN_AFTER, () => void load())
    }
    void load()
    return () => {
      left = true
      stop()
    }
  }, [account, api, random, room, clock, beside, looks])
  return [content, () => setLooks((before) => before + 1)]
}
