import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type CommandId, type DeviceId, type GenerationId, newId, type RandomSource, type RoomId, type SessionId } from '@fermata/shared/ids'
import type { Down, RoomView } from '@fermata/shared/protocol'
import type { Command } from '@fermata/shared/session'
import { Hub, type Listener } from '../../../server/src/rooms/showing/hub.ts'
import { alone, type Nodes } from '../../../server/src/rooms/nodes/nodes.ts'
import { Presence } from '../../../server/src/rooms/presence/presence.ts'
import { RoomService } from '../../../server/src/rooms/service.ts'
import { openEmbeddedStore } from '../../../server/src/store/embedded/open.ts'
import { StoreUnavailable, type Store } from '../../../server/src/store/port.ts'
import { ManualClock } from '../manual-clock.ts'
import { admit, DESK, knock, TAB } from '../session/bench.ts'

let counted = 0
const random: RandomSource = {
  bytes: (length) => {
    const bytes = new Uint8Array(length)
    new DataView(bytes.buffer).setUint32(0, ++counted)
    return bytes
  },
}
export const name = <Id extends string>(): Id => newId<Id>(random)

let ears = 0

/** A tab that listens in a room, without a socket. */
export class Ear implements Listener {
  readonly heard: Down[] = []
  wasCut = false
  /** Later than all made before it. */
  readonly nth = ++ears
  readonly #looking = new Set<() => void>()

  constructor(
    readonly as: Listener['as'],
    readonly device: DeviceId,
    public present = true,
  ) {}

  tell(message: Down): void {
    this.heard.push(message)
    for (const look of [...this.#looking]) look()
  }

  /** Waits until the newest view is one in which `holds`. */
  until(holds: (view: RoomView) => boolean): Promise<void> {
    return new Promise((resolve) => {
      const look = (): void => {
        if (this.last === undefined || !holds(this.last)) return
        this.#looking.delete(look)
        resolve()
      }
      this.#looking.add(look)
      look()
    })
  }

  cut(): void {
    this.wasCut = true
  }

  get views(): RoomView[] {
    return this.heard.flatMap((message) => (message.type === 'view' ? [message.view] : []))
  }

  get last(): RoomView | undefined {
    return this.views.at(-1)
  }
}

/** The room service of one server process, on a real store, with a clock that stands still until it is turned. */
export interface RoomBench {
  clock: ManualClock
  /** What the service works on; `away` makes every call of it fail. */
  store: Store & { away: boolean; calls: number }
  hub: Hub
  presence: Presence
  rooms: RoomService
  faults: unknown[]
  room: RoomId
  /** Gives a command; throws when it is refused. */
  run(command: Command): Promise<void>
  listen(ear: Ear): Ear
  /** Timers set by what is tested; the store has its own. */
  timers(): number
  /** Waits until nothing is under way any more. */
  idle(): Promise<void>
  dispose(): Promise<void>
}

const GENERATION = name<GenerationId>()

/** One server process on the bench's store, with its own hub, leases and clockwork. */
export function processOn({ store, clock, faults }: Pick<RoomBench, 'store' | 'clock' | 'faults'>, nodes: Nodes) {
  const hub = new Hub()
  const onFault = (thrown: unknown) => void faults.push(thrown)
  const presence = new Presence(store, clock, nodes.self, { onFault, onLost: (room) => void rooms.publish(room) })
  const rooms: RoomService = new RoomService({ store, generation: () => GENERATION, hub, presence, nodes, clock, random, onFault })
  return { hub, presence, rooms }
}

export async function openRoomBench(): Promise<RoomBench> {
  const directory = await mkdtemp(join(tmpdir(), 'fermata-rooms-'))
  const clock = new ManualClock()
  const store = fallible(await openEmbeddedStore({ directory, clock }))
  const faults: unknown[] = []
  const { hub, presence, rooms } = processOn({ store, clock, faults }, alone('node'))
  const room = name<RoomId>()
  await rooms.create(room)
  const timersOfStore = clock.waiting
  return {
    clock, store, hub, presence, rooms, faults, room,
    async run(command) {
      const done = await rooms.run(room, command, name<CommandId>())
      if (!done.ok) throw new Error(done.refusal.code)
    },
    listen(ear) {
      hub.add(room, ear)
      return ear
    },
    timers: () => clock.waiting - timersOfStore,
    async idle() {
      // A showing of this room that begins now comes after all others of it.
      await rooms.publish(room)
      await rooms.publish(room)
    },
    async dispose() {
      presence.stop()
      store.away = false
      await store.close()
      await rm(directory, { recursive: true })
    },
  }
}

/** The same with a session in progress: the client was let in, and both are connected. */
export interface SeatedBench extends RoomBench {
  session: SessionId
  desk: Ear
  tab: Ear
}

export async function openSeatedBench(): Promise<SeatedBench> {
  const bench = await openRoomBench()
  const session = (await bench.rooms.now(bench.room))?.state.session.id as SessionId
  const desk = bench.listen(new Ear('therapist', DESK))
  const tab = bench.listen(new Ear('client', TAB))
  await bench.run(knock(TAB, session))
  await bench.run(admit(TAB, 'grant', DESK, session))
  return { ...bench, session, desk, tab }
}

/** A store whose every call fails while it is `away`, as with a Redis that is not there. */
export function fallible(store: Store): RoomBench['store'] {
  const state = { away: false, calls: 0 }
  const guard = <Part extends object>(part: Part): Part =>
    new Proxy(part, {
      get(target, key) {
        const value: unknown = Reflect.get(target, key)
        if (typeof value !== 'function') return value
        return (...given: unknown[]): unknown => {
          state.calls += 1
          if (state.away) return Promise.reject(new StoreUnavailable('away, says the test'))
          return Reflect.apply(value, target, given)
        }
      },
    })
  return Object.assign(state, {
    rooms: guard(store.rooms),
    records: guard(store.records),
    compact: () => store.compact(),
    now: () => store.now(),
    healthy: async () => !state.away && (await store.healthy()),
    close: () => store.close(),
  })
}
