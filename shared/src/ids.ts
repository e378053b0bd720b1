/**
 * Branded ids. Every id is 16 random bytes, spelled as 22 letters of canonical base64url.
 * A value of a branded type has passed its schema; there is no other way to get one.
 */
import * as v from 'valibot'
import { toBase64url } from './bytes.ts'

/** Where ids and all other randomness come from; passed in, so that a test can repeat a run. */
export interface RandomSource {
  /** `length` fresh random bytes. */
  bytes(length: number): Uint8Array
}

const ID_BYTES = 16
// 16 bytes are 21 full letters and one that carries two bits: only A, Q, g and w are canonical there.
const idText = v.pipe(v.string(), v.regex(/^[A-Za-z0-9_-]{21}[AQgw]$/))

/** The standing place of one therapist–client pair. */
export const RoomId = v.pipe(idText, v.brand('RoomId'))
export type RoomId = v.InferOutput<typeof RoomId>

/** One meeting in a room. */
export const SessionId = v.pipe(idText, v.brand('SessionId'))
export type SessionId = v.InferOutput<typeof SessionId>

/** One act of asking to come in. */
export const KnockId = v.pipe(idText, v.brand('KnockId'))
export type KnockId = v.InferOutput<typeof KnockId>

/** One Admit; keys of a session belong to a grant. */
export const GrantId = v.pipe(idText, v.brand('GrantId'))
export type GrantId = v.InferOutput<typeof GrantId>

/** One sealed message on the wire. */
export const EnvelopeId = v.pipe(idText, v.brand('EnvelopeId'))
export type EnvelopeId = v.InferOutput<typeof EnvelopeId>

/** One fact inside an envelope; duplicates are found by it. */
export const FactId = v.pipe(idText, v.brand('FactId'))
export type FactId = v.InferOutput<typeof FactId>

/** One browser tab that can hold a seat. */
export const DeviceId = v.pipe(idText, v.brand('DeviceId'))
export type DeviceId = v.InferOutput<typeof DeviceId>

/** Makes a command idempotent. */
export const CommandId = v.pipe(idText, v.brand('CommandId'))
export type CommandId = v.InferOutput<typeof CommandId>

/** A therapist's account. */
export const TherapistId = v.pipe(idText, v.brand('TherapistId'))
export type TherapistId = v.InferOutput<typeof TherapistId>

/** Public name of a client link, derived from its secret (docs/security.md, Keys). */
export const LinkId = v.pipe(idText, v.brand('LinkId'))
export type LinkId = v.InferOutput<typeof LinkId>

/** One wrapped copy of a vault key. */
export const WrapId = v.pipe(idText, v.brand('WrapId'))
export type WrapId = v.InferOutput<typeof WrapId>

/** One sealed record in a therapist's vault. */
export const RecordId = v.pipe(idText, v.brand('RecordId'))
export type RecordId = v.InferOutput<typeof RecordId>

/** One store, from its first start on, wherever it is copied or moved. */
export const StoreId = v.pipe(idText, v.brand('StoreId'))
export type StoreId = v.InferOutput<typeof StoreId>

/** A stretch of a store's life in which nothing that was acknowledged went missing. */
export const GenerationId = v.pipe(idText, v.brand('GenerationId'))
export type GenerationId = v.InferOutput<typeof GenerationId>

/** A role's place in a room: one capital letter. An open string, because more seats come later. */
export const Seat = v.pipe(v.string(), v.regex(/^[A-Z]$/), v.brand('Seat'))
export type Seat = v.InferOutput<typeof Seat>

/** The therapist's seat. */
export const THERAPIST = 'T' as Seat
/** The client's seat. */
export const CLIENT = 'C' as Seat

/** A fresh random id of the given kind, for example `newId<RoomId>(random)`. */
export function newId<Id extends string>(random: RandomSource): Id {
  return toBase64url(random.bytes(ID_BYTES)) as Id
}
