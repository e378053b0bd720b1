/**
 * The other processes, as the rooms see them: told what changed here, and looked after for what they did not tell.
 * Every room shown here is glanced at every five seconds, a tenth of them at a time.
 */
import { type Cancel, type Clock, SECOND } from '@fermata/shared/clock'
import type { DeviceId, RoomId } from '@fermata/shared/ids'
import type { Delivered } from '@fermata/shared/protocol'
import type { Lease } from '../../store/port.ts'
import type { Hub, Listener } from '../showing/hub.ts'
import type { Nodes, Word } from './nodes.ts'
import type { Showing } from '../showing/showing.ts'

const GLANCE_EVERY = 5 * SECOND
const PARTS = 10

export interface NeighbourParts {
  nodes: Nodes
  hub: Hub
  clock: Clock
  showing: Showing
}

/** One tab, by what the server knows of it. */
export interface Addressee {
  as: Listener['as']
  device: DeviceId
}

export class Neighbours {
  #turn = 0
  #cancel: Cancel = () => {}

  constructor(private readonly parts: NeighbourParts) {
    parts.nodes.listen({
      word: (word) => this.#hear(word),
      missed: () => parts.hub.rooms().forEach((room) => void parts.showing.glance(room)),
    })
  }

  start(): void {
    const { nodes, clock } = this.parts
    if (nodes.company === 'alone') return
    this.#cancel = clock.after(GLANCE_EVERY / PARTS, () => {
      this.#glance()
      this.start()
    })
  }

  stop(): void {
    this.#cancel()
  }

  /**
   * Hands an envelope to one tab: here, or to the process that has its lease. While nobody has one – the tab is on
   * its way from one process to another – all are told.
   */
  deliver(room: RoomId, to: Addressee, lease: Lease | undefined, delivered: Delivered): void {
    if (this.#deliverHere(room, to, delivered) || lease?.node === this.parts.nodes.self) return
    const known = lease === undefined ? 'others' : { node: lease.node }
    this.parts.nodes.tell(known, { word: 'envelope', room, ...to, delivered })
  }

  #deliverHere(room: RoomId, { as, device }: Addressee, delivered: Delivered): boolean {
    const holders = this.parts.hub.tabs(room, as, device)
    for (const holder of holders) holder.tell({ type: 'envelope', room, delivered })
    return holders.length > 0
  }

  #hear(word: Word): void {
    if (word.word === 'changed') void this.parts.showing.publish(word.room)
    if (word.word === 'envelope') this.#deliverHere(word.room, word, word.delivered)
  }

  #glance(): void {
    this.#turn = (this.#turn + 1) % PARTS
    this.parts.hub.rooms().forEach((room, index) => {
      if (index % PARTS === this.#turn) void this.parts.showing.glance(room)
    })
  }
}
