/** A therapist's session: made at the tap from the prepared answer, or again after a reload from what the vault kept. */
import { CLIENT, type GrantId, newId, type RandomSource, type RoomId, type SessionId, THERAPIST } from '@fermata/shared/ids'
import { fromBase64url, toBase64url } from '@fermata/shared/bytes'
import type { Clock, Millis } from '@fermata/shared/clock'
import type { GrantInside, LobbyCard, TherapistSession } from '@fermata/shared/protocol'
import { Cues, type Eyes } from '../../check-in/cues.ts'
import { notesKey } from '../../crypto/sealed/notes.ts'
import { checkNonce, readSecret, sealGrant, sessionKeys, type SessionKeys, spokenCode } from '../../crypto/door/grant.ts'
import type { Vault } from '../../crypto/vault/vault.ts'
import type { TabKeep } from '../../lib/keep.ts'
import { memo, type Observable } from '../../lib/observable.ts'
import type { MediaLink } from '../../media/port.ts'
import { openRoomNotes, type RoomNotes } from '../../notes/room-notes.ts'
import { letGoOf, takeDown } from '../../notes/session-record.ts'
import { shelfOf } from '../../notes/shelf.ts'
import type { Signalling } from '../../signalling/port.ts'
import { Call, type OwnMedia } from '../call/call.ts'
import { Correspondence } from '../correspondence.ts'
import type { ServerTime } from '../server-time.ts'
import type { Visitor } from './door/doorbell.ts'
import { keep as keepSecret, type KeptSecret, readKept } from './kept-secret.ts'

export interface Meeting {
  room: RoomId
  session: SessionId
  grant: GrantId
  /** Of the seat, when this was opened: another one says that another device had it since. */
  epoch: number | null
  admittedAt: Millis
  call: Call
  cues: Cues
  notes: RoomNotes
  /** Takes down what the client let be kept of it; called once it is over. */
  takeDown(): void
  /** What the client said at the door, and with which of the session's grants. */
  card: LobbyCard
  turn: number
  /** What they said at the door today, with each of the session's grants. */
  cards: readonly LobbyCard[]
  /** Six digits, once the client's nonce was revealed and is the one committed to; `null` before, or if it is not. */
  spokenCode: () => Promise<string | null>
}

export interface MeetingParts {
  vault: Vault
  /** Seals what belongs to the pair of a room; `null` where this vault has none. */
  keepKey: (room: RoomId) => string | null
  epoch: () => number | null
  /** Whether the server takes this tab for the holder of the seat now. */
  ready: Observable<boolean>
  signalling: Signalling
  media: OwnMedia
  eyes: Eyes
  tab: TabKeep
  clock: Clock
  random: RandomSource
  time: ServerTime
}

/** What the grant says besides what the link prepared. */
export type GrantWords = Pick<GrantInside, 'therapistName' | 'pause' | 'cutOff' | 'keepKey' | 'minutes'>

/**
 * The sealed yes to one visitor, made of what was prepared: what the server is told, and what this page needs. `null`
 * when there is nothing to say yes to: the answer could not be prepared, or they went away.
 */
export async function sealYes(
  visitor: Visitor,
  { vault, random }: Pick<MeetingParts, 'vault' | 'random'>,
  words: GrantWords,
): Promise<{ grant: GrantId; box: string; kept: string; secrets: KeptSecret } | null> {
  const { opened, link, clientCertificate, ready } = visitor.prepared
  if (!(await ready) || link.state.get().state === 'closed') return null
  const grant = newId<GrantId>(random)
  const nonce = toBase64url(random.bytes(32))
  const sealed = await sealGrant({
    knock: opened, grant, inside: { nonce, ...link.release(), ...words },
  })
  if (sealed === null) return null
  const secrets: KeptSecret = {
    secret: toBase64url(sealed.secret), nonce, sasCommit: opened.sasCommit, clientCertificate, card: visitor.card,
  }
  return { grant, box: sealed.box, kept: await keepSecret(vault, grant, secrets, random), secrets }
}

type InProgress = Extract<TherapistSession, { phase: 'inProgress' }>

/** The session of a view, opened with what the vault kept; `null` when this vault cannot read its current grant. */
export async function openMeeting(
  room: RoomId,
  session: InProgress,
  head: number,
  fresh: { link: MediaLink; secrets: KeptSecret } | null,
  openLink: () => Promise<MediaLink>,
  parts: MeetingParts,
): Promise<Meeting | null> {
  const current = session.grants.at(-1)
  if (current === undefined) return null
  // Side by side: after a reload both the kept secrets and the new link take a moment.
  const [opened, link] = await Promise.all([
    Promise.all(session.grants.map(({ grant, kept }) => openKept(parts.vault, room, session.session, grant, kept))),
    fresh?.link ?? openLink(),
  ])
  const secrets = fresh?.secrets ?? opened.at(-1)?.secrets ?? null
  const [first, ...rest] = opened.flatMap(({ keys }) => keys ?? [])
  if (secrets === null || first === undefined) {
    link.close()
    return null
  }

  const epoch = parts.epoch()
  const spoke = `spoke.${current.grant}`
  // The seat's epoch rises whenever another device takes it.
  const others = fresh !== null || parts.tab.get(spoke) === String(epoch) ? 'none' : 'maybe'
  parts.tab.set(spoke, String(epoch))
  const correspondence = new Correspondence({
    room, me: THERAPIST, other: CLIENT, keyring: [first, ...rest], epoch: parts.epoch, ready: parts.ready, signalling: parts.signalling,
    keep: parts.tab, clock: parts.clock, random: parts.random, time: parts.time, others,
  })
  const call = new Call({
    as: 'therapist',
    link,
    correspondence,
    media: parts.media,
    otherCertificate: secrets.clientCertificate,
    start: fresh === null ? 'again' : 'fresh',
    keep: parts.tab,
    clock: parts.clock,
  })
  correspondence.reaches(head)
  const cues = new Cues(correspondence, parts.eyes)
  call.onClose(() => cues.close())
  const keepKey = parts.keepKey(room)
  const ofRoom = {
    room, me: THERAPIST, key: keepKey === null ? null : await notesKey(keepKey, room),
    shelf: shelfOf(room, parts.signalling, parts.random), clock: parts.clock, now: () => parts.time.now(), random: parts.random,
  }
  const notes = openRoomNotes({ ...ofRoom, ready: parts.ready, said: correspondence })
  call.onClose(letGoOf(notes))
  call.onClose(() => notes.close())
  return {
    room,
    session: session.session,
    grant: current.grant,
    epoch,
    admittedAt: session.admittedAt,
    call,
    cues,
    notes,
    takeDown: () => {
      const connected = memo(parts.signalling.connection, (now) => now === 'open')
      const ended = { session: session.session, admittedAt: session.admittedAt, journal: correspondence.journal.get() }
      void takeDown(ended, notes, openRoomNotes({ ...ofRoom, ready: connected, said: null }), parts.clock)
    },
    card: secrets.card,
    turn: rest.length,
    cards: [...opened.flatMap((each) => each.secrets?.card ?? []), secrets.card],
    spokenCode: () => codeOf(secrets, current.grant, call),
  }
}

async function openKept(
  vault: Vault, room: RoomId, session: SessionId, grant: GrantId, box: string,
): Promise<{ secrets: KeptSecret | null; keys: SessionKeys | null }> {
  const secrets = await readKept(vault, grant, box)
  const secret = secrets && readSecret(secrets.secret)
  return { secrets, keys: secret && (await sessionKeys(secret, { room, session, grant })) }
}

async function codeOf(secrets: KeptSecret, grant: GrantId, call: Call): Promise<string | null> {
  const secret = readSecret(secrets.secret)
  const client = fromBase64url(call.pair.get().nonce ?? '')
  const therapist = fromBase64url(secrets.nonce)
  if (secret === null || client === null || therapist === null) return null
  if (!(await checkNonce(secrets.sasCommit, client))) return null
  return spokenCode(secret, grant, client, therapist)
}
