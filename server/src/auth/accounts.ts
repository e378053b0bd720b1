/**
 * Therapists' accounts: who exists, by which recovery code they sign in, and the wraps of their vault key. All that
 * could be read here is hashes and ciphertext.
 */
import type { RecordId, TherapistId } from '@fermata/shared/ids'
import type { Account, Setup, VaultRecord } from '@fermata/shared/protocol'
import type { Change, Store } from '../store/port.ts'
import { matches } from './hash.ts'
import { spend } from './set-up.ts'
import { WRAPS, wrapsOf } from './wraps.ts'

const ACCOUNT = 'account'
const VAULT = 'vault'
/** The list of everybody who has an account here. */
const PRACTICE = 'practice'
/** Where an account was. `recoveryId`: the pointer that has still to go. */
const ERASED = 'erased'
interface Tombstone {
  recoveryId: RecordId | null
}

interface StoredAccount {
  recoveryId: RecordId
  recoveryHash: string
  openedAt: number
}

const recoveryOwner = (id: RecordId) => `recovery:${id}`

/**
 * Opens a practice with an unspent token. Sending the same set-up again is harmless. `false` for a spent or unknown
 * token, and for one that names somebody who is here already: a set-up link opens new accounts only.
 */
export async function openPractice(store: Store, setup: Setup): Promise<boolean> {
  if (!(await spend(store, setup.token, setup.therapist))) return false
  const account: StoredAccount = {
    recoveryId: setup.recoveryId,
    recoveryHash: setup.recoveryHash,
    openedAt: store.now(),
  }
  const once = (shelf: string, key: string, value: unknown): Change => ({
    shelf, key, expect: 0, value: JSON.stringify(value),
  })
  const made = await store.records.write(setup.therapist, [
    once(ACCOUNT, 'self', account),
    ...setup.wraps.map((wrap) => once(WRAPS, wrap.wrap, wrap)),
    ...setup.records.map((record) => once(VAULT, record.record, record.box)),
  ])
  if (!made && !(await isOf(store, setup))) return false
  await store.records.write(recoveryOwner(setup.recoveryId), [once(ACCOUNT, 'therapist', setup.therapist)])
  await store.records.write(PRACTICE, [
    { shelf: ACCOUNT, key: setup.therapist, expect: 'any', value: JSON.stringify({ openedAt: account.openedAt }) },
  ])
  return true
}

/** Whether this very set-up made the account that is there. */
async function isOf(store: Store, { therapist, recoveryId, recoveryHash }: Setup): Promise<boolean> {
  const entry = await store.records.get(therapist, ACCOUNT, 'self')
  if (entry === null) return false
  const account = JSON.parse(entry.value) as StoredAccount
  return account.recoveryId === recoveryId && account.recoveryHash === recoveryHash
}

/** Everybody who has an account here, or had one whose erasure is not finished. */
export async function everybody(store: Store): Promise<TherapistId[]> {
  return (await store.records.list(PRACTICE, ACCOUNT)).map(({ key }) => key as TherapistId)
}

/** Writes down that this account is to be erased, before anything of it goes. */
export async function markAccountErasing(store: Store, therapist: TherapistId): Promise<void> {
  await store.records.write(therapist, [{ shelf: ACCOUNT, key: 'erasing', expect: 'any', value: '{}' }])
}

export const isErasing = async (store: Store, therapist: TherapistId): Promise<boolean> =>
  (await store.records.get(therapist, ACCOUNT, 'erasing')) !== null || (await isErased(store, therapist))

/** Whether this account was here and is gone: no sign-in of it stands any more. */
export const isErased = async (store: Store, therapist: TherapistId): Promise<boolean> =>
  (await store.records.get(therapist, ACCOUNT, ERASED)) !== null

/**
 * Removes wraps, vault and account in one write, which leaves a tombstone; then the pointers to them. Its rooms are gone
 * already. Asked again, it finishes what was cut short.
 */
export async function removeAccount(store: Store, therapist: TherapistId): Promise<void> {
  const [self, tombstone] = await Promise.all([store.records.get(therapist, ACCOUNT, 'self'), store.records.get(therapist, ACCOUNT, ERASED)])
  const recoveryId = self === null ? tombstone && (JSON.parse(tombstone.value) as Tombstone).recoveryId : (JSON.parse(self.value) as StoredAccount).recoveryId
  const gone = (shelf: string) => ({ key }: { key: string }): Change => ({ shelf, key, expect: 'any', value: null })
  const [wraps, vault] = await Promise.all([store.records.list(therapist, WRAPS), store.records.list(therapist, VAULT)])
  const value = (pointer: RecordId | null) => JSON.stringify({ recoveryId: pointer } satisfies Tombstone)
  await store.records.write(therapist, [
    ...wraps.map(gone(WRAPS)), ...vault.map(gone(VAULT)),
    ...['self', 'erasing'].map((key) => gone(ACCOUNT)({ key })),
    { shelf: ACCOUNT, key: ERASED, expect: 'any', value: value(recoveryId ?? null) },
  ])
  if (recoveryId !== null && recoveryId !== undefined)
    await store.records.write(recoveryOwner(recoveryId), [gone(ACCOUNT)({ key: 'therapist' })])
  await store.records.write(PRACTICE, [gone(ACCOUNT)({ key: therapist })])
  await store.records.write(therapist, [{ shelf: ACCOUNT, key: ERASED, expect: 'any', value: value(null) }])
}

/** Whether anybody has opened a practice here yet. */
export async function anyPractice(store: Store): Promise<boolean> {
  return (await store.records.list(PRACTICE, ACCOUNT)).length > 0
}

/** Whose recovery code this is; `null` for a wrong one. */
export async function therapistByRecovery(store: Store, id: RecordId, auth: string): Promise<TherapistId | null> {
  const pointer = await store.records.get(recoveryOwner(id), ACCOUNT, 'therapist')
  if (pointer === null) return null
  const therapist = JSON.parse(pointer.value) as TherapistId
  const entry = await store.records.get(therapist, ACCOUNT, 'self')
  if (entry === null) return null
  const account = JSON.parse(entry.value) as StoredAccount
  return account.recoveryId === id && matches(auth, account.recoveryHash) ? therapist : null
}

export async function accountOf(store: Store, therapist: TherapistId): Promise<Account> {
  return { therapist, wraps: await wrapsOf(store, therapist) }
}

export async function vaultOf(store: Store, therapist: TherapistId): Promise<VaultRecord[]> {
  const records = await store.records.list(therapist, VAULT)
  return records.map(({ key, rev, value }) => ({ record: key as RecordId, rev, box: JSON.parse(value) as string }))
}

/** Writes vault records together, each only as the next revision of what is stored. `false`: somebody else wrote. */
export function putRecords(store: Store, therapist: TherapistId, records: readonly VaultRecord[]): Promise<boolean> {
  return store.records.write(
    therapist,
    records.map(({ record, rev, box }) => ({
      shelf: VAULT, key: record, expect: rev - 1, value: JSON.stringify(box),
    })),
  )
}
