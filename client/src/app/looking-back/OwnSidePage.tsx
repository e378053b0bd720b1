import { useState } from 'react'
import type { RoomId, SessionId } from '@fermata/shared/ids'
import { saysSomething, type OwnSide } from '@fermata/shared/reflection'
import type { OwnSides } from '../../reflection/therapist/own-sides.ts'
import { OwnSideForm, type OwnSideFormProps } from '../../screens/closing/own-side/OwnSideForm.tsx'
import { OwnSideKept } from '../../screens/closing/own-side/OwnSideKept.tsx'
import { useValue } from '../../ui/use-value.ts'

interface Props {
  sides: OwnSides
  room: RoomId
  client: string
  session: SessionId
  /** When that session began. */
  at: number
  /** Right after it, or later. */
  when: OwnSideFormProps['about']['session']
  onDone: () => void
}

type Place = { page: 'form'; state: OwnSideFormProps['state'] } | { page: 'kept'; said: 'something' | 'nothing' }

/** The therapist looks back from their own side: the questions, and after them where the answers are. */
export function OwnSidePage({ sides, room, client, session, at, when, onDone }: Props) {
  useValue(sides.waiting)
  const [place, setPlace] = useState<Place>({ page: 'form', state: 'ready' })
  const { side, saving } = sides.state(room, session)
  const [before] = useState<OwnSide | null>(side)
  if (place.page === 'kept') {
    const state = saving === 'notYet' ? 'notYet' : place.said === 'nothing' ? 'takenAway' : 'kept'
    return <OwnSideKept state={state} onBack={onDone} />
  }
  const keep = async (said: OwnSide): Promise<void> => {
    setPlace({ page: 'form', state: 'sealing' })
    const sealed = await sides.keep(room, { session, at, side: said }).then(() => true, () => false)
    setPlace(sealed ? { page: 'kept', said: saysSomething(said) ? 'something' : 'nothing' } : { page: 'form', state: 'failed' })
  }
  return (
    <OwnSideForm
      client={client}
      about={when === 'today' ? { session: 'today' } : { session: 'earlier', at }}
      before={before}
      state={place.state}
      onKeep={(said) => void keep(said)}
      onLeave={onDone}
    />
  )
}
