/** What the contract's tests share: a store opened fresh for each, and small makers of what is put into it. */
import { CLIENT, newId, THERAPIST, type CommandId, type DeviceId, type RoomId, type SessionId } from '@fermata/shared/ids'
import type { Envelope } from '@fermata/shared/protocol'
import { afterEach, beforeEach } from 'vitest'
import { ManualClock } from '../../../../test/support/manual-clock.ts'
import type { Commit, Lease, Store } from '../port.ts'

/** A store under test. */
export interface Opened {
  store: Store
  /** Closes the store and opens it again on the same data. */
  reopen(): Promise<Store>
  /** Closes it and removes its data. */
  dispose(): Promise<void>
}

export type OpenStore = (clock: ManualClock) => Promise<Opened>

/** The bench of the current test. */
export interface Bench {
  store: Store
  clock: ManualClock
  reopen(): Promise<void>
}

/** Opens a fresh store before each test and takes it away afterwards. Read the bench only inside a test. */
export function benchOf(open: OpenStore): Bench {
  let opened: Opened
  const bench: Partial<Bench> = {}
  beforeEach(async () => {
    const clock = new ManualClock()
    opened = await open(clock)
    Object.assign(bench, { clock, store: opened.store })
  })
  afterEach(() => opened.dispose())
  return Object.assign(bench, {
    async reopen() {
      bench.store = await opened.reopen()
    },
  }) as Bench
}

let made = 0

/** An id that no other call gives. */
export function id<Id extends string>(): Id {
  made += 1
  return newId<Id>({
    bytes: (length) => {
      const bytes = new Uint8Array(length)
      new DataView(bytes.buffer).setUint32(length - 4, made)
      return bytes
    },
  })
}

export function envelope(session: SessionId, seq: number, box = 'sealed'): Envelope {
  return { v: 1, id: id(), session, grant: id(), from: CLIENT, to: THERAPIST, class: 'fact', seq, box }
}

export function lease(until: number, more: Partial<Lease> = {}): Lease {
  return { seat: CLIENT, epoch: 1, device: id<DeviceId>(), node: 'one', until, taken: 0, ...more }
}

/** A change of state decided on `version`. */
export function change(room: RoomId, version: number, more: Partial<Commit> = {}): Commit {
  return {
    room,
    command: id<CommandId>(),
    expect: { version },
    change: { state: `after ${version}`, epochs: {} },
    durable: true,
    ...more,
  }
}

/** Facts from the client's seat at epoch 1. */
export function facts(room: RoomId, session: SessionId, count: number, more: Partial<Commit> = {}): Commit {
  return {
    room,
    command: id<CommandId>(),
    expect: { seat: CLIENT, epoch: 1 },
    append: { session, envelopes: Array.from({ length: count }, (_, index) => envelope(session, index)) },
    durable: true,
    ...more,
  }
}

/** A room in which the client's seat was claimed once: version 2, epoch 1. */
export async function claimedRoom({ store }: Bench): Promise<RoomId> {
  const room = id<RoomId>()
  await store.rooms.create(room, 'fresh')
  await store.rooms.commit(change(room, 1, { change: { state: 'claimed', epochs: { [CLIENT]: 1 } } }))
  return room
}
