/**
 * Somebody at one of the therapist's doors: the knock opened, and the answer to its offer prepared in silence. Nothing
 * of it – not one packet – leaves before `release`, which the therapist's tap alone calls.
 */
import type { KnockId, RoomId, SessionId } from '@fermata/shared/ids'
import type { KnockInside, LobbyCard, Signal, WaitingKnock } from '@fermata/shared/protocol'
import { openKnock, type OpenedKnock } from '../../../crypto/door/knock.ts'
import { readLink } from '../../../crypto/door/link.ts'
import type { MediaLink, Prepared } from '../../../media/port.ts'
import { SignalQueue } from '../../call/signal-queue.ts'
import type { RoomRecord } from '../records.ts'

export interface Visitor {
  room: RoomId
  session: SessionId
  knock: KnockId
  card: LobbyCard
  /** When they knocked, by server time. */
  at: number
  /** What only the tap may use. */
  prepared: PreparedYes
}

/** Everything a grant needs, ready before the tap. */
export interface PreparedYes {
  opened: OpenedKnock
  link: MediaLink
  /** What the link has to say after the release waits here until the session is open. */
  signals: SignalQueue
  clientCertificate: string
  /** Whether the answer is made; `false` when it cannot be: they went away meanwhile, or their offer was refused. */
  ready: Promise<boolean>
}

/** Opens a knock and prepares its answer; `null` when it was not sealed with this room's current link. */
export async function receiveKnock(
  record: RoomRecord,
  session: SessionId,
  waiting: WaitingKnock,
  keys: CryptoKeyPair,
  openLink: (signal: (signal: Signal) => void) => Promise<MediaLink>,
): Promise<Visitor | null> {
  const link = await readLink(record.room, record.fragment)
  if (link === null) return null
  const opened = await openKnock({ link, session, knock: waiting.knock, therapistPrivateKey: keys, box: waiting.box })
  if (opened === null) return null
  const { inside, forGrant } = opened
  const signals = new SignalQueue()
  const media = await openLink(signals.put)
  return {
    room: record.room,
    session,
    knock: waiting.knock,
    card: inside.card,
    at: waiting.at,
    prepared: {
      opened: forGrant,
      link: media,
      signals,
      clientCertificate: inside.certificate,
      ready: media.prepareAnswer(offerOf(inside)).then(() => true, () => false),
    },
  }
}

const offerOf = ({ certificate, description, candidates }: KnockInside): Prepared => ({ certificate, description, candidates })
