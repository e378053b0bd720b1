/**
 * A store as the port promises it, in memory and at once: the least that keeps the contract (`store-model.test.ts`).
 * What goes in and out is a copy. Several server processes may use one; each through a way of its own that fails (`store-way.ts`).
 */
import type { Clock, Millis } from '@fermata/shared/clock'
import type { Envelope } from '@fermata/shared/protocol'
import {
  type Change, COMMAND_MEMORY, type Commit, type Committed, type Entry, type Lease, type LogEntry, type RecordStore, type RoomDocument,
  type RoomStore, type Store, StoreUnavailable,
} from '../../../server/src/store/port.ts'
import { copied } from '../world/copied.ts'
import { assertDistinct, assertSound, freshLeases, isOvertaken, stands } from '../../../server/src/store/rules.ts'

interface Log {
  entries: LogEntry[]
  forgetAt: Millis | null
}

interface StoredRoom {
  document: RoomDocument
  logs: Map<string, Log>
  answers: Map<string, { version: number; at: number | null; until: Millis }>
  leases: Map<string, Lease>
}

/** What is on disk: outlives every process. */
export class Disk {
  readonly rooms = new Map<string, StoredRoom>()
  readonly erased = new Set<string>()
  readonly records = new Map<string, Map<string, Entry & { until: Millis | null }>>()

  /** Everything that can be found on it, as text. */
  dump(): string {
    return JSON.stringify([
      [...this.rooms].map(([room, { document, logs, answers, leases }]) => [room, document, [...logs], [...answers], [...leases]]),
      [...this.records].map(([owner, records]) => [owner, [...records]]),
    ])
  }

  /** Every envelope of every log, with its room. */
  envelopes(): { room: string; session: string; envelope: Envelope }[] {
    return [...this.rooms].flatMap(([room, { logs }]) =>
      [...logs].flatMap(([session, { entries }]) => entries.map(({ envelope }) => ({ room, session, envelope }))),
    )
  }
}

export function openModel(disk: Disk, clock: Clock): Store {
  let closed = false
  const open = <Value>(act: () => Value): Promise<Value> => {
    if (closed) return Promise.reject(new StoreUnavailable('closed'))
    try {
      return Promise.resolve(act())
    } catch (thrown) {
      return Promise.reject(thrown instanceof Error ? thrown : new Error('not an error'))
    }
  }
  return {
    rooms: roomsOf(disk, clock, open),
    records: recordsOf(disk, clock, open),
    compact: () => open(() => undefined),
    now: () => clock.now(),
    healthy: () => Promise.resolve(!closed),
    close: () => Promise.resolve(void (closed = true)),
  }
}

type Open = <Value>(act: () => Value) => Promise<Value>

function roomsOf(disk: Disk, clock: Clock, open: Open): RoomStore {
  const leaseIsTaken = ({ room: name, ...lease }: Lease & { room: string }): boolean => {
    const room = disk.rooms.get(name)
    if (room?.document.epochs[lease.seat] !== lease.epoch) return false
    if (isOvertaken(lease, room.leases.get(lease.seat), clock.now())) return false
    room.leases.set(lease.seat, copied(lease))
    return true
  }
  return {
    create: (name, state) => open(() => {
      if (disk.rooms.has(name) || disk.erased.has(name)) return false
      disk.rooms.set(name, { document: { version: 1, epochs: {}, state }, logs: new Map(), answers: new Map(), leases: new Map() })
      return true
    }),
    load: (name) => open(() => {
      const room = disk.rooms.get(name)
      if (room === undefined) return null
      return copied({ document: room.document, leases: freshLeases(room.leases.values(), room.document.epochs, clock.now()) })
    }),
    commit: (commit) => open(() => {
      assertSound(commit)
      return committed(disk.rooms.get(commit.room), copied(commit), clock.now())
    }),
    read: (name, session, after, limit) => open(() => {
      const room = disk.rooms.get(name)
      const entries = room === undefined ? [] : logOf(room, session, clock.now()).entries
      return copied({ entries: entries.filter(({ at }) => at > after).slice(0, limit), head: entries.length })
    }),
    renew: (leases) => open(() => leases.filter((lease) => !leaseIsTaken(lease))),
    release: (name, { seat, epoch, node }) => open(() => {
      const leases = disk.rooms.get(name)?.leases
      const held = leases?.get(seat)
      if (held?.epoch === epoch && held.node === node) leases?.delete(seat)
    }),
    erase: (name) => open(() => {
      disk.erased.add(name)
      disk.rooms.delete(name)
    }),
  }
}

/** The log; a fresh one where it was let go. */
function logOf(room: StoredRoom, session: string, now: Millis): Log {
  const log = room.logs.get(session)
  if (log !== undefined && (log.forgetAt === null || now < log.forgetAt)) return log
  const fresh: Log = { entries: [], forgetAt: null }
  room.logs.set(session, fresh)
  return fresh
}

function committed(room: StoredRoom | undefined, { command, expect, change, append, forget }: Commit, now: Millis): Committed {
  if (room === undefined) return { outcome: 'gone' }
  const known = room.answers.get(command)
  if (known !== undefined && now < known.until) return { outcome: 'committed', version: known.version, at: known.at, repeated: true }
  if (!stands(room.document, expect)) return { outcome: 'stale' }
  if (change !== undefined) room.document = { version: room.document.version + 1, epochs: change.epochs, state: change.state }
  let at: number | null = null
  if (append !== undefined && append.envelopes.length > 0) {
    const { entries } = logOf(room, append.session, now)
    for (const envelope of append.envelopes) entries.push({ at: entries.length + 1, envelope })
    at = entries.length
  }
  if (forget !== undefined) logOf(room, forget.session, now).forgetAt = forget.at
  const { version } = room.document
  room.answers.set(command, { version, at, until: now + COMMAND_MEMORY })
  return { outcome: 'committed', version, at, repeated: false }
}

function recordsOf(disk: Disk, clock: Clock, open: Open): RecordStore {
  const nameOf = (shelf: string, key: string): string => JSON.stringify([shelf, key])
  const found = (owner: string, name: string) => {
    const record = disk.records.get(owner)?.get(name)
    return record === undefined || (record.until !== null && record.until <= clock.now()) ? undefined : record
  }
  const isAsExpected = (owner: string) => ({ shelf, key, expect }: Change): boolean =>
    expect === 'any' || (found(owner, nameOf(shelf, key))?.rev ?? 0) === expect
  return {
    get: (owner, shelf, key) => open(() => {
      const record = found(owner, nameOf(shelf, key))
      return record === undefined ? null : { rev: record.rev, value: record.value }
    }),
    list: (owner, shelf) => open(() =>
      [...(disk.records.get(owner)?.keys() ?? [])].flatMap((name) => {
        const [of, key = ''] = JSON.parse(name) as string[]
        const record = of === shelf ? found(owner, name) : undefined
        return record === undefined ? [] : [{ key, rev: record.rev, value: record.value }]
      })),
    write: (owner, changes) => open(() => {
      assertDistinct(changes)
      if (!changes.every(isAsExpected(owner))) return false
      if (disk.erased.has(owner) && changes.some(({ value }) => value !== null)) return false
      const records = disk.records.get(owner) ?? new Map<string, Entry & { until: Millis | null }>()
      disk.records.set(owner, records)
      for (const { shelf, key, value, until } of changes) {
        const name = nameOf(shelf, key)
        if (value === null) records.delete(name)
        else records.set(name, { rev: (found(owner, name)?.rev ?? 0) + 1, value, until: until ?? null })
      }
      if (records.size === 0) disk.records.delete(owner)
      return true
    }),
  }
}
