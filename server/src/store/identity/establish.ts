/** Who the store of a single process is: asked once, when it is opened. */
import type { RandomSource } from '@fermata/shared/ids'
import type { RecordStore } from '../port.ts'
import { beginGeneration, type Identity, makeIdentity, readIdentity } from './identity.ts'
import type { KnownStore } from './known.ts'

export type Established = { is: 'ours'; identity: Identity } | { is: 'emptied' } | { is: 'replaced' }

/** Reads who the store is, or makes a new one known where this server never had one. */
export async function establish(records: RecordStore, known: KnownStore, random: RandomSource): Promise<Established> {
  const [expected, found] = [await known.read(), await readIdentity(records)]
  if (found === null && expected !== null) return { is: 'emptied' }
  const identity = found?.identity ?? (await makeIdentity(records, random))
  if (expected !== null && identity.store !== expected && !identity.replaces.includes(expected)) return { is: 'replaced' }
  if (identity.store !== expected) await known.write(identity.store)
  return { is: 'ours', identity }
}

/** After a backup was brought back: whatever came after it is missing, and the operator knows which store this is. */
export async function establishRestored(records: RecordStore, known: KnownStore, random: RandomSource): Promise<Identity> {
  const identity = (await beginGeneration(records, random, 'any')) ?? (await makeIdentity(records, random))
  await known.write(identity.store)
  return identity
}
