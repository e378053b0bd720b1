/**
 * Which store this is: a record that every store keeps about itself. It is made once, goes along with every copy and
 * backup, and is missing where a store was emptied.
 */
import { GenerationId, newId, type RandomSource, StoreId } from '@fermata/shared/ids'
import * as v from 'valibot'
import type { RecordStore } from '../port.ts'

/** The partition of what a store keeps about itself. */
export const OWNER = 'store'
const SHELF = 'identity'
const KEY = 'self'

export const Identity = v.strictObject({
  store: StoreId,
  /** Made anew whenever something that was acknowledged may be missing. */
  generation: GenerationId,
  /** The stores in whose place the operator accepted this one. */
  replaces: v.array(StoreId),
})
export type Identity = v.InferOutput<typeof Identity>

/** An identity as it is stored. */
export interface Found {
  identity: Identity
  rev: number
}

/** Reads who this store is; `null` where it has never said: a new store, or one that was emptied. */
export async function readIdentity(records: RecordStore): Promise<Found | null> {
  const entry = await records.get(OWNER, SHELF, KEY)
  return entry === null ? null : { identity: v.parse(Identity, JSON.parse(entry.value)), rev: entry.rev }
}

/** Gives a store that has none an identity. Of several processes that do so at once, one wins and all read the same. */
export async function makeIdentity(
  records: RecordStore, random: RandomSource, replaces: readonly StoreId[] = [],
): Promise<Identity> {
  const identity = { store: newId<StoreId>(random), generation: newId<GenerationId>(random), replaces: [...replaces] }
  if (await write(records, identity, 0)) return identity
  return (await readIdentity(records))?.identity ?? makeIdentity(records, random, replaces)
}

/** Begins a new generation, unless another process has just done so; answers the one that counts. `null`: the store is empty. */
export async function beginGeneration(
  records: RecordStore, random: RandomSource, before: GenerationId | 'any',
): Promise<Identity | null> {
  const found = await readIdentity(records)
  if (found === null || (before !== 'any' && found.identity.generation !== before)) return found?.identity ?? null
  const identity = { ...found.identity, generation: newId<GenerationId>(random) }
  return (await write(records, identity, found.rev)) ? identity : beginGeneration(records, random, before)
}

/**
 * Accepts this store in place of `known`, on the operator's word. Every server that still knows `known` reads here that
 * it may go on with this store.
 */
export async function acceptInstead(records: RecordStore, random: RandomSource, known: StoreId): Promise<Identity> {
  const found = await readIdentity(records)
  if (found === null) return makeIdentity(records, random, [known])
  const { identity, rev } = found
  const accepted = { ...identity, generation: newId<GenerationId>(random), replaces: [...identity.replaces, known] }
  return (await write(records, accepted, rev)) ? accepted : acceptInstead(records, random, known)
}

const write = (records: RecordStore, identity: Identity, expect: number): Promise<boolean> =>
  records.write(OWNER, [{ shelf: SHELF, key: KEY, expect, value: JSON.stringify(identity) }])
