/** Bodies of the HTTP interface: signing in, the vault, rooms and doors. All JSON, all sealed where it matters. */
import * as v from 'valibot'
import { CommandId, DeviceId, LinkId, RecordId, RoomId, TherapistId, WrapId } from '../ids.ts'
import { Envelope } from './envelope.ts'
import { At, Bytes32, Counter, SmallBox } from './fields.ts'

/** A sealed record of up to 64 KiB; larger ones are split by their writer. */
const RecordBox = v.pipe(v.string(), v.maxLength(65_536), v.regex(/^[A-Za-z0-9_-]+$/))

/** How a wrap is opened: recovery code, this browser's key, or a passkey's PRF. */
export const WrapKind = v.picklist(['recovery', 'browser', 'passkey'])
export type WrapKind = v.InferOutput<typeof WrapKind>

export const Wrap = v.strictObject({ wrap: WrapId, kind: WrapKind, box: SmallBox })
export type Wrap = v.InferOutput<typeof Wrap>

/** One sealed vault record. A write is taken only if `rev` is exactly one above the stored one (1 when new). */
export const VaultRecord = v.strictObject({ record: RecordId, rev: Counter, box: RecordBox })
export type VaultRecord = v.InferOutput<typeof VaultRecord>

/** Is this set-up link still good? Spends nothing. */
export const SetupCheck = v.strictObject({ token: Bytes32 })

/** Whether anybody has opened a practice here: all that a stranger is told of a server. */
export const Practice = v.strictObject({ practice: v.picklist(['none', 'open']) })

/** Opens the practice: spends the set-up token and makes the account in one step. */
export const Setup = v.strictObject({
  token: Bytes32,
  therapist: TherapistId,
  /** Name of the recovery code at sign-in, 16 bytes derived from it. */
  recoveryId: RecordId,
  /** SHA-256 of the recovery auth. */
  recoveryHash: Bytes32,
  wraps: v.pipe(v.array(Wrap), v.minLength(1), v.maxLength(4)),
  records: v.pipe(v.array(VaultRecord), v.maxLength(4)),
})
export type Setup = v.InferOutput<typeof Setup>

/** Sign-in by recovery code. */
export const RecoverySignIn = v.strictObject({ recoveryId: RecordId, recoveryAuth: Bytes32 })

/** A browser's own wrap, which its key opens. */
export const BrowserWrap = v.strictObject({ ...Wrap.entries, kind: v.literal('browser') })
export type BrowserWrap = v.InferOutput<typeof BrowserWrap>

/** Gives this browser a key to the vault; the recovery code proves that the vault is theirs. */
export const WrapPut = v.strictObject({ ...RecoverySignIn.entries, wrap: BrowserWrap })
export type WrapPut = v.InferOutput<typeof WrapPut>

/** Answer to "who am I": the account, its wraps, and how many rooms it has. */
export const Account = v.strictObject({ therapist: TherapistId, wraps: v.array(Wrap) })
export type Account = v.InferOutput<typeof Account>

export const VaultRecords = v.strictObject({ records: v.array(VaultRecord) })

/** The sealed welcome bundle of a link, with its revision. */
export const Bundle = v.strictObject({ rev: Counter, box: v.pipe(v.string(), v.maxLength(8_192), v.regex(/^[A-Za-z0-9_-]+$/)) })
export type Bundle = v.InferOutput<typeof Bundle>

/** A new room with its first link, or a new link for a room: the old one stops working at once. */
export const RoomLink = v.strictObject({ link: LinkId, authHash: Bytes32, bundle: Bundle })
export type RoomLink = v.InferOutput<typeof RoomLink>

export const NewRoom = v.strictObject({ room: RoomId, ...RoomLink.entries })
export type NewRoom = v.InferOutput<typeof NewRoom>

/** A relay's address, such as `turn:turn.example.org:3478?transport=tcp`. */
export const RelayUrl = v.pipe(
  v.string(), v.maxLength(512), v.regex(/^(stun|turns?):[A-Za-z0-9.:[\]-]+(\?transport=(udp|tcp))?$/),
)

/** Addresses of our own relay, with a credential for a few minutes. */
export const RelayServer = v.strictObject({
  urls: v.pipe(v.array(RelayUrl), v.minLength(1), v.maxLength(8)),
  username: v.pipe(v.string(), v.maxLength(128)),
  credential: v.pipe(v.string(), v.maxLength(128)),
})
export type RelayServer = v.InferOutput<typeof RelayServer>

/** How this seat's call can be relayed. `only`: the operator has every call relayed. `until`: when the credential ends. */
export const Relay = v.variant('relay', [
  v.strictObject({ relay: v.literal('none') }),
  v.strictObject({ relay: v.literal('there'), only: v.boolean(), now: At, server: RelayServer, until: At }),
])
export type Relay = v.InferOutput<typeof Relay>

export const RoomList = v.strictObject({ rooms: v.array(v.strictObject({ room: RoomId, createdAt: At })) })

/** A client's page asks what hangs on the door. Wrong in any way: one uniform answer. */
export const DoorAsk = v.strictObject({ link: LinkId, auth: Bytes32 })
export const Door = v.strictObject({ bundle: Bundle })

/**
 * The last word of a tab that goes away at once, sent as a beacon: what a `post` says over the socket, proved by the
 * link and by the resume token of the tab that sits there. Answered by nobody who still listens.
 */
export const LastWord = v.strictObject({
  link: LinkId, auth: Bytes32,
  device: DeviceId, proof: Bytes32,
  command: CommandId, epoch: Counter, envelope: Envelope,
})
export type LastWord = v.InferOutput<typeof LastWord>
