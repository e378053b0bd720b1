/** The records a vault is made of: what stands in each, and how it is sealed and read. */
import { GrantId, newId, type RandomSource, type RecordId, RoomId, SessionId } from '@fermata/shared/ids'
import { Bytes32, Counter } from '@fermata/shared/protocol'
import { KeptPrompt, Own, Thresholds } from '@fermata/shared/reflection'
import * as v from 'valibot'
import { utf8 } from '../../crypto/primitives/kdf.ts'
import { Head, headOf, MAX_RECORD_BYTES, sealRecord, type Vault } from '../../crypto/vault/vault.ts'

/** A record as it lies in the vault, opened. */
export interface Kept<Of> {
  record: RecordId
  rev: number
  content: Of
}

/** Steps in which the size of private notes shows. */
const PADDED_TO = 8 * 1_024

/** Who the therapist is to their clients, and the key pair that knocks are sealed to. */
export const Identity = v.strictObject({
  kind: v.literal('identity'),
  name: v.string(),
  publicKey: v.string(),
  privateKey: v.string(),
})
export type Identity = v.InferOutput<typeof Identity>

/** What opens the reflections on one session, and what was opened of them already. */
export const SessionRecord = v.strictObject({
  session: SessionId,
  /** When the session began. */
  metAt: v.number(),
  /** One for each Admit (base64url, 32 bytes). */
  psks: v.array(v.strictObject({ grant: GrantId, psk: Bytes32 })),
  /** The newest reflection that was read: an older one, or another of the same revision, is refused. */
  read: v.nullable(v.strictObject({ rev: Counter, hash: Bytes32 })),
})
export type SessionRecord = v.InferOutput<typeof SessionRecord>

/** A room as only its therapist can read it. */
export const RoomRecord = v.strictObject({
  kind: v.literal('room'),
  room: RoomId,
  label: v.string(),
  /** Usual length of a session, in minutes. */
  minutes: v.number(),
  doorName: v.string(),
  doorText: v.string(),
  /** The fragment of the client's link: whoever has it may knock. */
  fragment: v.string(),
  /** Seals what the client keeps (base64url, 32 bytes). */
  keepKey: v.string(),
  lastMet: v.nullable(v.number()),
  /** Newest last; a room that was never met in has none. */
  sessions: v.optional(v.array(SessionRecord)),
  /** Kept for the next session's start (`reflection/therapist/next-time.ts`); `from`: after which session. */
  next: v.optional(v.nullable(v.strictObject({ from: SessionId, keptAt: v.number(), prompt: KeptPrompt }))),
})
export type RoomRecord = v.InferOutput<typeof RoomRecord>

/** Older sessions of a room, once there are too many for its own record (`older-sessions.ts`). A room may have several. */
const SessionsRecord = v.strictObject({ kind: v.literal('sessions'), room: RoomId, sessions: v.array(SessionRecord) })
export type SessionsRecord = v.InferOutput<typeof SessionsRecord>

const HeadRecord = v.strictObject({ kind: v.literal('head'), revs: Head })
/** Part of a room's past that was taken in from a file: a file of ours itself (`record/past.ts`). A room may have several. */
const PastRecord = v.strictObject({ kind: v.literal('past'), room: RoomId, file: v.string() })
export type PastRecord = v.InferOutput<typeof PastRecord>

/** The therapist's own side of some sessions of a room, and totals from paper (`reflection/therapist/own-sides.ts`). A room may have several. */
const OwnSidesRecord = v.strictObject({ kind: v.literal('ownSides'), room: RoomId, sides: v.array(Own) })
export type OwnSidesRecord = v.InferOutput<typeof OwnSidesRecord>

/** What a therapist has set for themselves: when a prompt appears; `null`: as the house has it. */
const PreferencesRecord = v.strictObject({ kind: v.literal('preferences'), prompts: v.nullable(Thresholds) })
export type PreferencesRecord = v.InferOutput<typeof PreferencesRecord>

/** Written over what was erased: a record that were missing would look like an older vault. */
const GoneRecord = v.strictObject({ kind: v.literal('gone') })
const Content = v.variant('kind', [Identity, RoomRecord, SessionsRecord, PastRecord, OwnSidesRecord, PreferencesRecord, HeadRecord, GoneRecord])
export type Content = v.InferOutput<typeof Content>

/** The first records of a new vault: who the therapist is, and the head. */
export async function firstRecords(vault: Vault, identity: Identity, random: RandomSource) {
  const record = newId<RecordId>(random)
  return Promise.all([
    sealContent(vault, record, 1, identity, random),
    sealContent(vault, newId<RecordId>(random), 1, { kind: 'head', revs: headOf([{ record, rev: 1 }]) }, random),
  ])
}

/** Seals a record's next revision. */
export async function sealContent(vault: Vault, record: RecordId, rev: number, content: Content, random: RandomSource) {
  const json = JSON.stringify(content)
  const text = content.kind === 'ownSides' ? padded(json) : json
  const sealed = await sealRecord(vault, { record, rev, text }, random)
  if (sealed === null) throw new Error('a vault record outgrew its box')
  return sealed
}

/** Blanks at its end, which JSON does not mind: the server should not see how much a therapist notes. */
function padded(json: string): string {
  const bytes = utf8(json).length
  return json + ' '.repeat(Math.max(0, Math.min(Math.ceil(bytes / PADDED_TO) * PADDED_TO, MAX_RECORD_BYTES) - bytes))
}

/** What stands in an opened record; `null` for what this version does not know. */
export function readContent(text: string | null): Content | null {
  if (text === null) return null
  const parsed = v.safeParse(Content, JSON.parse(text))
  return parsed.success ? parsed.output : null
}
