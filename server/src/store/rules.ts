/** What both stores decide alike, and what both refuse to be asked. */
import type { Millis } from '@fermata/shared/clock'
import { type Change, type Commit, type Lease, LEASE_AT_MOST, type RoomDocument } from './port.ts'

/** Whether the room is still as it was when the commit was decided (promise 3). */
export function stands(document: RoomDocument, expect: Commit['expect']): boolean {
  if ('version' in expect) return document.version === expect.version
  return document.epochs[expect.seat] === expect.epoch
}

/** The leases that still say something: within their time, and of their seat's current epoch. */
export function freshLeases(leases: Iterable<Lease>, epochs: RoomDocument['epochs'], now: Millis): Lease[] {
  return [...leases].filter((lease) => isOn(lease, now) && epochs[lease.seat] === lease.epoch)
}

const isOn = ({ until }: Lease, now: Millis): boolean => now < until && until - now <= LEASE_AT_MOST

/** Whether another process took this hold later, and still has it: a fence against a renewal that comes too late. */
export function isOvertaken(lease: Lease, held: Lease | undefined, now: Millis): boolean {
  if (held === undefined || held.node === lease.node || held.epoch !== lease.epoch) return false
  return isOn(held, now) && held.taken >= lease.taken
}

/** Throws on a commit that no store can make sense of: that is a bug of the caller, not an outage. */
export function assertSound(commit: Commit): void {
  if (commit.change && !('version' in commit.expect)) {
    throw new TypeError('A change of state needs the version it was decided on')
  }
}

/** Throws when one write names a record twice: which of the two should win is nowhere said. */
export function assertDistinct(changes: readonly Change[]): void {
  const names = new Set(changes.map(({ shelf, key }) => JSON.stringify([shelf, key])))
  if (names.size !== changes.length) throw new TypeError('A write names each record once')
}
