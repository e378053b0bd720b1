/**
 * The link that opens a practice: one use, one hour; only its hash is kept. Anyone who can run a command on the
 * server's data can make one.
 */
import { HOUR } from '@fermata/shared/clock'
import type { RandomSource, TherapistId } from '@fermata/shared/ids'
import { toBase64url } from '@fermata/shared/bytes'
import type { Store } from '../store/port.ts'
import { hashOf } from './hash.ts'

const OWNER = 'set-up'
const SHELF = 'tokens'
const LASTS = HOUR

/** Which account a token has opened; `null` while it is unused. */
interface Token {
  opened: TherapistId | null
}

/** A new token; the one place where it is readable is the link it is printed in. */
export async function newSetupToken(store: Store, random: RandomSource): Promise<string> {
  const token = toBase64url(random.bytes(32))
  const value: Token = { opened: null }
  await store.records.write(OWNER, [
    { shelf: SHELF, key: hashOf(token), expect: 'any', value: JSON.stringify(value), until: store.now() + LASTS },
  ])
  return token
}

/** The path and fragment of a set-up link. */
export const setupPath = (token: string): string => `/setup#${token}`

export async function isUnused(store: Store, token: string): Promise<boolean> {
  const entry = await store.records.get(OWNER, SHELF, hashOf(token))
  return entry !== null && (JSON.parse(entry.value) as Token).opened === null
}

/**
 * Spends a token for this account. True also when it was this very account that spent it: the answer to the
 * first try may have been lost.
 */
export async function spend(store: Store, token: string, therapist: TherapistId): Promise<boolean> {
  const key = hashOf(token)
  const entry = await store.records.get(OWNER, SHELF, key)
  if (entry === null) return false
  const { opened } = JSON.parse(entry.value) as Token
  if (opened !== null) return opened === therapist
  const value: Token = { opened: therapist }
  return store.records.write(OWNER, [
    { shelf: SHELF, key, expect: entry.rev, value: JSON.stringify(value), until: store.now() + LASTS },
  ])
}
