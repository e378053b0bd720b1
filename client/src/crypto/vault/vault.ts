/**
 * The therapist's vault. One random key seals all records; it is itself wrapped by the recovery code, by a key of
 * this browser and by a passkey, so that losing one of them loses nothing. The server stores records and wraps and
 * opens none of them.
 */
import { newId, RecordId } from '@fermata/shared/ids'
import type { GrantId, RandomSource, SessionId, TherapistId, WrapId } from '@fermata/shared/ids'
import { Counter, type VaultRecord, type Wrap, type WrapKind } from '@fermata/shared/protocol'
import * as v from 'valibot'
import { aesKey, openBox, readText, sealBox } from '../primitives/box.ts'
import { concat, deriveBytes, idBytes, labelled, sha256, u32, utf8, type Bytes } from '../primitives/kdf.ts'
import { recoveryKeys, type RecoveryCode } from './recovery-code.ts'

/** An open vault. */
export interface Vault {
  therapist: TherapistId
  /** The vault key itself, 32 bytes: readable, because new wraps must be made of it. */
  key: Bytes
  /** Seals records; derived from `key`. */
  records: CryptoKey
}

/** Largest text of one record, in UTF-8 bytes: what fits 65,536 letters of base64url with nonce and tag. */
export const MAX_RECORD_BYTES = 49_152 - 28

async function vaultOf(therapist: TherapistId, key: Bytes): Promise<Vault> {
  return { therapist, key, records: await aesKey(await deriveBytes(key, 'vault records', idBytes(therapist))) }
}

/** A vault with a fresh key. It is lost with this page until a wrap of it is stored. */
export const newVault = (therapist: TherapistId, random: RandomSource): Promise<Vault> =>
  vaultOf(therapist, concat(random.bytes(32)))

const recordData = (vault: Vault, record: RecordId | GrantId | SessionId, rev: number) =>
  concat(utf8('FMV1'), idBytes(vault.therapist), idBytes(record), u32(rev))

/** Seals revision `rev` (from 1) of a record; `null` if the text is longer than `MAX_RECORD_BYTES`. */
export async function sealRecord(
  vault: Vault, { record, rev, text }: { record: RecordId; rev: number; text: string }, random: RandomSource,
): Promise<VaultRecord | null> {
  const plain = utf8(text)
  if (plain.length > MAX_RECORD_BYTES) return null
  return { record, rev, box: await sealBox(vault.records, plain, recordData(vault, record, rev), random) }
}

/** The text of a record; `null` unless this vault sealed it under this id and revision. */
export async function openRecord(vault: Vault, { record, rev, box }: VaultRecord): Promise<string | null> {
  const plain = await openBox(vault.records, box, recordData(vault, record, rev))
  return plain && readText(plain)
}

/**
 * Seals what is no record of the vault: what the therapist's other devices need of a grant until the session ends, and
 * what waits in this browser to be written. Named by the grant or the session, in revision 0, which no record has.
 */
export const sealKept = (vault: Vault, of: GrantId | SessionId, text: string, random: RandomSource): Promise<string> =>
  sealBox(vault.records, utf8(text), recordData(vault, of, 0), random)

/** What `sealKept` sealed under this name, or `null`. */
export async function openKept(vault: Vault, of: GrantId | SessionId, box: string): Promise<string | null> {
  const plain = await openBox(vault.records, box, recordData(vault, of, 0))
  return plain && readText(plain)
}

/**
 * Which revision each record is at. Sealed as a record of its own, and remembered by each browser: a server that
 * shows something older is refused.
 */
export const Head = v.record(RecordId, Counter)
export type Head = Readonly<v.InferOutput<typeof Head>>

/** The head after `record` was written as `rev`; it never goes back. */
export const advanceHead = (head: Head, { record, rev }: Pick<VaultRecord, 'record' | 'rev'>): Head =>
  ({ ...head, [record]: Math.max(head[record] ?? 0, rev) })

/** The head that a set of opened records amounts to. */
export const headOf = (records: readonly Pick<VaultRecord, 'record' | 'rev'>[]): Head =>
  records.reduce(advanceHead, {})

/** The records that `shown` holds in an older revision than `seen`, or not at all. Empty: nothing was rolled back. */
export function checkHead(seen: Head, shown: Head): RecordId[] {
  const ids = Object.keys(seen) as RecordId[]
  return ids.filter((id) => (shown[id] ?? 0) < (seen[id] ?? 0))
}

/** The letter that stands for a wrap's kind in its associated data (one byte, ASCII). */
const KIND_LETTER: Record<WrapKind, string> = { recovery: 'R', browser: 'B', passkey: 'P' }

const wrapData = (therapist: TherapistId, wrap: WrapId, kind: WrapKind) =>
  concat(utf8('FMW1'), idBytes(therapist), idBytes(wrap), utf8(KIND_LETTER[kind]))

async function wrapWith(
  key: CryptoKey, vault: Vault, wrap: WrapId, kind: WrapKind, random: RandomSource,
): Promise<Wrap> {
  return { wrap, kind, box: await sealBox(key, vault.key, wrapData(vault.therapist, wrap, kind), random) }
}

async function unwrapWith(
  key: CryptoKey, therapist: TherapistId, wrap: Wrap, kind: WrapKind,
): Promise<Vault | null> {
  const bytes = await openBox(key, wrap.box, wrapData(therapist, wrap.wrap, kind))
  return bytes?.length === 32 ? vaultOf(therapist, bytes) : null
}

/** A wrap that the printed code opens. Every vault has one from the first minute. */
export async function wrapForRecovery(vault: Vault, code: RecoveryCode, random: RandomSource): Promise<Wrap> {
  return wrapWith((await recoveryKeys(code)).wrapKey, vault, newId<WrapId>(random), 'recovery', random)
}

/** The vault, or `null` if the code is another's or the wrap was touched. */
export async function unwrapByRecovery(
  therapist: TherapistId, wrap: Wrap, code: RecoveryCode,
): Promise<Vault | null> {
  return unwrapWith((await recoveryKeys(code)).wrapKey, therapist, wrap, 'recovery')
}

/** A key for this browser, non-extractable; the caller keeps it in IndexedDB. */
export const newBrowserKey = (): Promise<CryptoKey> =>
  crypto.subtle.generateKey({ name: 'AES-GCM', length: 256 }, false, ['encrypt', 'decrypt'])

/** A wrap that only this browser opens. */
export const wrapForBrowser = (vault: Vault, browserKey: CryptoKey, random: RandomSource): Promise<Wrap> =>
  wrapWith(browserKey, vault, newId<WrapId>(random), 'browser', random)

export const unwrapByBrowser = (therapist: TherapistId, wrap: Wrap, browserKey: CryptoKey): Promise<Vault | null> =>
  unwrapWith(browserKey, therapist, wrap, 'browser')

/** What the passkey's PRF is evaluated on (`eval.first`), 32 bytes. */
export const prfInput = (wrap: WrapId): Promise<Bytes> => sha256(labelled('fermata/1 prf', idBytes(wrap)))

const prfKey = async (prf: Uint8Array, wrap: WrapId) => aesKey(await deriveBytes(prf, 'prf wrap', idBytes(wrap)))

/** A wrap that a passkey opens; never the only one. `prf`: its output on `prfInput(wrap)`, with user verification. */
export async function wrapForPasskey(
  vault: Vault, wrap: WrapId, prf: Uint8Array, random: RandomSource,
): Promise<Wrap> {
  return wrapWith(await prfKey(prf, wrap), vault, wrap, 'passkey', random)
}

export async function unwrapByPasskey(therapist: TherapistId, wrap: Wrap, prf: Uint8Array): Promise<Vault | null> {
  return unwrapWith(await prfKey(prf, wrap.wrap), therapist, wrap, 'passkey')
}

