import { useState } from 'react'
import type { RandomSource } from '@fermata/shared/ids'
import type { Api } from '../../lib/api.ts'
import { NewRoom, type NewRoomProps } from '../../screens/home/NewRoom.tsx'
import { RoomLinkReady } from '../../screens/home/RoomLinkReady.tsx'
import type { OpenAccount } from '../../session/therapist/account.ts'
import type { RoomRecord } from '../../session/therapist/records.ts'
import { clientLink, makeRoom } from '../../session/therapist/rooms.ts'
import { isLocalHost, type PageParts } from '../parts.ts'

interface Props {
  account: OpenAccount
  api: Api
  random: RandomSource
  onMade: (room: RoomRecord) => void
  onBack: () => void
}

/** The form for a new room. */
export function NewRoomPage({ account, api, random, onMade, onBack }: Props) {
  const [state, setState] = useState<NewRoomProps['state']>({ state: 'ready' })
  const last = account.records.opened.get()?.rooms.at(-1)?.content
  return (
    <NewRoom
      doorName={last?.doorName ?? account.identity.name}
      doorText={last?.doorText ?? ''}
      state={state}
      onBack={onBack}
      onMake={(answers) => {
        setState({ state: 'making' })
        void makeRoom(account, answers, api, random).then((made) =>
          made.ok ? onMade(made.value) : setState({ state: 'refused', refusal: made.refusal }),
        )
      }}
    />
  )
}

/** The room's link, ready to be sent. */
export function RoomLinkPage({ room, parts, onDone }: { room: RoomRecord; parts: PageParts; onDone: () => void }) {
  const [copied, setCopied] = useState<'nothing' | 'link' | 'message'>('nothing')
  const link = clientLink(parts.origin, room)
  const copy = (what: 'link' | 'message', text: string): void =>
    void parts.copy(text).then((done) => setCopied(done ? what : 'nothing'))
  return (
    <RoomLinkReady
      label={room.label}
      link={link}
      reach={isLocalHost(parts.origin) ? 'thisComputer' : 'anywhere'}
      copied={copied}
      onCopyLink={() => copy('link', link)}
      onCopyMessage={(message) => copy('message', message)}
      onDone={onDone}
    />
  )
}
