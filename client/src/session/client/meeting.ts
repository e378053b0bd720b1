/** A client's session: the grant opened with the key of the knock it answers, and the call made of it. */
import { CLIENT, type RandomSource, type RoomId, type SessionId, THERAPIST } from '@fermata/shared/ids'
import type { Clock } from '@fermata/shared/clock'
import { toBase64url, fromBase64url } from '@fermata/shared/bytes'
import type { ClientStanding, GrantInside, PauseWord, Signal } from '@fermata/shared/protocol'
import { MySignals } from '../../check-in/my-signals.ts'
import { notesKey } from '../../crypto/sealed/notes.ts'
import { openGrant, sessionKeys, spokenCode } from '../../crypto/door/grant.ts'
import type { PendingKnock } from '../../crypto/door/knock.ts'
import { type KeyKeep, readJson, type TabKeep } from '../../lib/keep.ts'
import type { Observable } from '../../lib/observable.ts'
import type { MediaLink, OpenLink } from '../../media/port.ts'
import { rememberCard } from '../../notes/remembered-card.ts'
import { openRoomNotes, type RoomNotes } from '../../notes/room-notes.ts'
import { shelfOf } from '../../notes/shelf.ts'
import { keepInvitation } from '../../reflection/client/invite.ts'
import type { Signalling } from '../../signalling/port.ts'
import { Call, type OwnMedia } from '../call/call.ts'
import { Correspondence } from '../correspondence.ts'
import { risingEpoch } from '../call/epoch.ts'
import type { ServerTime } from '../server-time.ts'
import { deviceOf } from '../tab.ts'

type Seated = Extract<ClientStanding, { standing: 'seated' }>

export interface Meeting {
  session: SessionId
  call: Call
  signals: MySignals
  notes: RoomNotes
  /** The pause as the grant told it: for a device that has no memory of it. */
  grantedPause: PauseWord | null
  /** `wait`: the device before this one said what a call could give away. This one cannot read that. */
  grantedCutOff: GrantInside['cutOff']
  therapistName: string
  admittedAt: number
  /** The room's usual length, as the grant told it. */
  minutes: number
  /** Six digits that both can read to each other. */
  spokenCode: string
  /** Resolves once what it takes to look back is kept, or cannot be. */
  invited: Promise<void>
}

export interface MeetingParts {
  room: RoomId
  seated: Seated
  pending: PendingKnock
  /** The link made in the lobby; `null` after a reload. */
  prepared: MediaLink | null
  openLink: OpenLink
  reachable: Observable<boolean>
  epoch: () => number | null
  signal: (signal: Signal) => void
  signalling: Signalling
  media: OwnMedia
  keep: TabKeep
  keys: KeyKeep
  clock: Clock
  random: RandomSource
  time: ServerTime
}

/** `null` when the grant is not for this knock or not from the therapist. */
export async function openMeeting(parts: MeetingParts): Promise<Meeting | null> {
  const { room, seated, pending, prepared, keep, clock, reachable, signal } = parts
  const { grant, box } = seated.grant
  // Side by side: after a reload both the grant and the new link take a moment.
  const [opened, link] = await Promise.all([
    openGrant(pending, grant, box),
    prepared ?? parts.openLink({ role: 'caller', clock, reachable, signal, ...risingEpoch(keep) }),
  ])
  const nonce = opened && fromBase64url(opened.inside.nonce)
  if (opened === null || nonce === null) {
    link.close()
    return null
  }
  const { inside, secret } = opened
  const correspondence = new Correspondence({
    room, me: CLIENT, other: THERAPIST, keyring: [await sessionKeys(secret, { room, session: seated.session, grant })],
    epoch: parts.epoch, ready: reachable, signalling: parts.signalling, keep, clock, random: parts.random, time: parts.time,
    // A grant is one tab's: nobody else speaks under it.
    others: 'none',
  })
  const call = new Call({
    as: 'client',
    link,
    correspondence,
    media: parts.media,
    otherCertificate: inside.certificate,
    start: prepared === null ? 'again' : 'fresh',
    keep,
    clock,
  })
  if (prepared !== null) {
    link.begin({ certificate: inside.certificate, description: inside.description, candidates: inside.candidates })
    // The commitment of the knock is kept: from now on both sides can compute the spoken code.
    void correspondence.say({ k: 'nonce', nonce: toBase64url(pending.nonce) })
  }
  correspondence.reaches(seated.head)
  const invited = keepInvitation(parts.keys, {
    room, session: seated.session, grant, device: deviceOf(keep, parts.random), admittedAt: seated.admittedAt, secret,
    keepKey: inside.keepKey,
  }).catch(() => undefined)
  const signals = new MySignals(correspondence, clock, parts.time)
  call.onClose(() => signals.close())
  const notes = openRoomNotes({
    room, me: CLIENT, key: await notesKey(inside.keepKey, room), shelf: shelfOf(room, parts.signalling, parts.random),
    ready: reachable, said: correspondence, clock, now: () => parts.time.now(), random: parts.random,
  })
  call.onClose(rememberCard(notes, () => readJson(keep, 'card')))
  call.onClose(() => notes.close())
  return {
    session: seated.session,
    call,
    signals,
    notes,
    grantedPause: inside.pause,
    grantedCutOff: inside.cutOff,
    therapistName: inside.therapistName,
    minutes: inside.minutes,
    admittedAt: seated.admittedAt,
    spokenCode: await spokenCode(secret, grant, pending.nonce, nonce),
    invited,
  }
}
