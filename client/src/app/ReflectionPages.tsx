import { useEffect, useState } from 'react'
import { SECOND } from '@fermata/shared/clock'
import type { RandomSource, RoomId } from '@fermata/shared/ids'
import type { Reflection } from '@fermata/shared/reflection'
import type { Api } from '../lib/api.ts'
import type { LookBack } from '../reflection/look-back.ts'
import { readReflections } from '../reflection/reading.ts'
import { ReflectionForm, type ReflectionFormProps } from '../screens/closing/reflection/Form.tsx'
import { Reflections, type ReflectionsProps } from '../screens/closing/reflection/Reflections.tsx'
import { Sent } from '../screens/closing/reflection/Sent.tsx'
import type { OpenAccount } from '../session/therapist/account.ts'
import { useValue } from '../ui/use-value.ts'
import type { PageParts } from './parts.ts'

interface LookBackProps {
  lookBack: LookBack
  /** Whose door it is. */
  therapist: string
  parts: PageParts
  onDone: () => void
}

type Place =
  | { page: 'form'; before: Reflection | null; state: ReflectionFormProps['state'] }
  | { page: 'kept' }
  | { page: 'sent'; own: Reflection | null }

/** A client looks back: the questions, and after them where the answers are. */
export function LookBackPage({ lookBack, therapist, parts, onDone }: LookBackProps) {
  const state = useValue(lookBack.state)
  const written = state.open === 'yes' && state.readable
  const [place, setPlace] = useState<Place>(
    written ? { page: 'sent', own: null } : { page: 'form', before: null, state: 'ready' },
  )
  useEffect(() => lookBack.warm(), [lookBack])
  const now = parts.clock.now()
  const open = { until: state.open === 'yes' ? state.until : now, now }

  switch (place.page) {
    case 'form':
      return (
        <ReflectionForm
          therapist={therapist}
          open={open}
          before={place.before}
          state={place.state}
          onShare={(reflection) => {
            setPlace({ ...place, state: 'sealing' })
            void lookBack.send(reflection).catch(() => false).then((sealed) =>
              setPlace(sealed ? { page: 'sent', own: null } : { ...place, state: 'failed' }),
            )
          }}
          onKeep={() => setPlace({ page: 'kept' })}
          onLeave={onDone}
        />
      )
    case 'kept':
      return <Sent state="kept" own={null} readable={null} onClose={onDone} />
    case 'sent':
      return (
        <Sent
          state={state.open === 'yes' && state.saving !== 'nothing' ? state.saving : 'notYet'}
          own={place.own}
          readable={
            written
              ? {
                  open,
                  opening: state.open === 'yes' ? state.opening : 'notYet',
                  onReadBack: () => void lookBack.readBack().then((own) => setPlace({ page: 'sent', own })),
                  onChange: () =>
                    void lookBack.readBack().then((before) => setPlace({ page: 'form', before, state: 'ready' })),
                }
              : null
          }
          onClose={onDone}
        />
      )
  }
}

interface ReflectionsPageProps {
  account: OpenAccount
  api: Api
  random: RandomSource
  room: RoomId
  parts: PageParts
  onBack: () => void
}

const AGAIN_AFTER = 3 * SECOND

/** What the client of one room shared, for their therapist. */
export function ReflectionsPage({ account, api, random, room, parts, onBack }: ReflectionsPageProps) {
  const { clock } = parts
  const [list, setList] = useState<ReflectionsProps['list']>({ state: 'loading' })
  const label = account.records.opened.get()?.rooms.find(({ content }) => content.room === room)?.content.label ?? ''
  useEffect(() => {
    let stop = (): void => {}
    let left = false
    const load = async (): Promise<void> => {
      const read = await readReflections(account, api, room, random)
      if (left) return
      if (read.ok) {
        const reflections = read.value.map(({ session, ...one }) => ({ id: session, ...one }))
        return setList({ state: 'here', reflections })
      }
      setList({ state: 'unreachable' })
      stop = clock.after(AGAIN_AFTER, () => void load())
    }
    void load()
    return () => {
      left = true
      stop()
    }
  }, [account, api, random, room, clock])
  return <Reflections client={label} list={list} onBack={onBack} />
}
