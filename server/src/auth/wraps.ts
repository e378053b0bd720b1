/**
 * The wraps of a vault key: one by the recovery code, from set-up on, and one for each browser that was given a key of
 * its own. All that could be read here is ciphertext.
 */
import type { TherapistId } from '@fermata/shared/ids'
import type { BrowserWrap, Wrap } from '@fermata/shared/protocol'
import type { Store } from '../store/port.ts'

export const WRAPS = 'wraps'

/**
 * Most browsers with a key to one vault. With one more the oldest loses its key, and asks for the recovery code when it
 * is next used.
 */
export const BROWSERS_AT_MOST = 16

interface StoredWrap extends Wrap {
  /** Missing on those of the set-up, which are the oldest. */
  addedAt?: number
}

const stored = async (store: Store, therapist: TherapistId): Promise<StoredWrap[]> =>
  (await store.records.list(therapist, WRAPS)).map(({ value }) => JSON.parse(value) as StoredWrap)

export async function wrapsOf(store: Store, therapist: TherapistId): Promise<Wrap[]> {
  return (await stored(store, therapist)).map(({ wrap, kind, box }) => ({ wrap, kind, box }))
}

/** Adds a browser's wrap, or replaces it. `false`: another kind of wrap has this name, and stays as it is. */
export async function addBrowserWrap(store: Store, therapist: TherapistId, added: BrowserWrap): Promise<boolean> {
  const others = (await stored(store, therapist)).filter(({ wrap, kind }) => wrap !== added.wrap || kind !== 'browser')
  if (others.some(({ wrap }) => wrap === added.wrap)) return false
  const browsers = others
    .filter(({ kind }) => kind === 'browser')
    .toSorted((one, other) => (one.addedAt ?? 0) - (other.addedAt ?? 0))
  const beyond = browsers.slice(0, Math.max(0, browsers.length + 1 - BROWSERS_AT_MOST))
  const kept: StoredWrap = { ...added, addedAt: store.now() }
  return store.records.write(therapist, [
    { shelf: WRAPS, key: added.wrap, expect: 'any', value: JSON.stringify(kept) },
    ...beyond.map(({ wrap }) => ({ shelf: WRAPS, key: wrap, expect: 'any', value: null }) as const),
  ])
}
