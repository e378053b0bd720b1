/**
 * What the server needs of a store, and what it may rely on. Two stores keep these promises – embedded and
 * Redis – and one contract suite (`store.contract.ts`) holds both to them.
 *
 * 1. A commit is atomic: state, epochs, log entries and command id all change, or nothing does.
 * 2. A commit is idempotent: the same `command` in the same room again changes nothing and is answered as the first time.
 *    Commands are remembered for `COMMAND_MEMORY`; one that was refused may be tried again under its own id.
 * 3. A commit is fenced: it is refused as `stale` when the expected version or seat epoch is not the stored one.
 * 4. `durable` commits are answered only after the disk has them. Leases and non-durable commits may be lost.
 * 5. The log gives each entry the next position, without holes, and never reorders.
 * 6. A store that cannot do something throws `StoreUnavailable`, promptly (within `DEADLINE_MS`); whether the write
 *    happened is then unknown, and repeating the same command is safe.
 */
import { DAY, type Millis } from '@fermata/shared/clock'
import type { CommandId, DeviceId, RoomId, Seat, SessionId } from '@fermata/shared/ids'
import type { Envelope } from '@fermata/shared/protocol'

/** How long any store call may take before it is answered with `StoreUnavailable`. */
export const DEADLINE_MS = 4_000

/** For how long a repeated command is known as one. What comes again even later must be known by other marks (a fact's id). */
export const COMMAND_MEMORY: Millis = DAY

/** Thrown by every store call that got no answer. Says nothing about whether a write happened. */
export class StoreUnavailable extends Error {
  override name = 'StoreUnavailable'
}

/** Thrown when the store must not be used as it is; the message is a sentence for the operator. */
export class StoreUnfit extends Error {
  override name = 'StoreUnfit'
}

/** A room as stored: the session's state as text, and the epochs by which commands are fenced. */
export interface RoomDocument {
  /** Rises by one with every change of state; 1 when the room is made. */
  version: number
  /** Current epoch of each seat that was ever held. */
  epochs: Readonly<Record<Seat, number>>
  /** The state, JSON. The store does not look inside. */
  state: string
}

/** Where and until when a seat's device is connected. */
export interface Lease {
  seat: Seat
  epoch: number
  device: DeviceId
  /** The server process that holds the socket. */
  node: string
  /** By which of its tab's connections it was taken: of two processes that claim the same hold, that of the later one has it. */
  taken: number
  /** The lease is fresh while `store.now() < until`, and not when it is further away than `LEASE_AT_MOST`. */
  until: Millis
}

/**
 * No lease is taken for longer (SV5: fifteen seconds, and two by which each process' time may be off). One that ends later
 * is from before the store's clock was set back, and would keep a seat for whoever is gone.
 */
export const LEASE_AT_MOST: Millis = 19_000

export interface LogEntry {
  /** Position in the session's log, from 1. */
  at: number
  envelope: Envelope
}

/** A change that is only made if the room is still as it was when it was decided. */
export interface Commit {
  room: RoomId
  command: CommandId
  /** Either the version that was read (for changes of state), or a seat's epoch (for facts, which change no state). */
  expect: { version: number } | { seat: Seat; epoch: number }
  /** New state; only together with an expected version. */
  change?: { state: string; epochs: Readonly<Record<Seat, number>> }
  /** Facts for the log of `session`. */
  append?: { session: SessionId; envelopes: readonly Envelope[] }
  /**
   * Let the log of this session go at that time (retention class "session"). A later commit may name another time,
   * or `null`: it stays until one is named again. From then on the log is empty; were it written to again, it would begin at 1.
   */
  forget?: { session: SessionId; at: Millis | null }
  /** Wait for the disk. */
  durable: boolean
}

export type Committed =
  /** `version` after it; `at` of the last appended entry (of the first time, when repeated). */
  | { outcome: 'committed'; version: number; at: number | null; repeated: boolean }
  /** Somebody else was quicker: load and decide again. */
  | { outcome: 'stale' }
  /** The room is not there (any more). */
  | { outcome: 'gone' }

/** Rooms, their logs and their leases. */
export interface RoomStore {
  /** Makes a room at version 1 with no epochs. `false` when it exists already. Durable. */
  create(room: RoomId, state: string): Promise<boolean>
  /** The room and its fresh leases; a lease of an earlier epoch or past its time is not among them. `null`: no such room. */
  load(room: RoomId): Promise<{ document: RoomDocument; leases: readonly Lease[] } | null>
  commit(commit: Commit): Promise<Committed>
  /** Entries after a position, oldest first, at most `limit`; `head` is the position of the newest (0: empty). */
  read(room: RoomId, session: SessionId, after: number, limit: number): Promise<{ entries: LogEntry[]; head: number }>
  /**
   * Renews or takes leases; each only at its seat's current epoch, and never from a process that took it later and
   * still has it. Returns those that were refused.
   */
  renew(leases: readonly (Lease & { room: RoomId })[]): Promise<(Lease & { room: RoomId })[]>
  /** Ends this lease now, if it is still this node's. */
  release(room: RoomId, lease: Pick<Lease, 'seat' | 'epoch' | 'node'>): Promise<void>
  /**
   * Removes the room with its logs, leases and command ids, for ever: afterwards `create` of the same id is refused, and so
   * is every record that is put there.
   */
  erase(room: RoomId): Promise<void>
}

/** A small revisioned record. */
export interface Entry {
  rev: number
  /** JSON; the store does not look inside. */
  value: string
}

export interface Change {
  shelf: string
  key: string
  /** The revision it must have now: 0 when it must not exist, `any` when it does not matter. */
  expect: number | 'any'
  /** `null` removes it. */
  value: string | null
  /** Gone after this time, if given. */
  until?: Millis
}

/**
 * Shelves of small records: accounts, wraps, vaults, sign-ins, links, set-up tokens. `owner` names the
 * partition (one Redis hash tag); a write changes one owner's records, all or none.
 */
export interface RecordStore {
  get(owner: string, shelf: string, key: string): Promise<Entry | null>
  list(owner: string, shelf: string): Promise<({ key: string } & Entry)[]>
  /**
   * `false`, and nothing changed, when any expected revision is not the stored one, and when something is put where a room
   * was erased (removing goes on). The new revision is one more. Durable.
   */
  write(owner: string, changes: readonly Change[]): Promise<boolean>
}

export interface Store {
  rooms: RoomStore
  records: RecordStore
  /** The only server time, in milliseconds since 1970. */
  now(): Millis
  /**
   * What was removed before this is asked stays in no file of the store. The embedded store answers when that is so,
   * unless another process has it open: then it follows within minutes. Redis is asked to write its file anew, and does so by itself.
   */
  compact(): Promise<void>
  /** Whether it answers; for the health page. */
  healthy(): Promise<boolean>
  close(): Promise<void>
}
