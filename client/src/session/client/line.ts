/** A client tab's line to the server: connect, attach with the resume token, know where this tab stands, ask. */
import type { RandomSource, RoomId } from '@fermata/shared/ids'
import { type Clock, SECOND } from '@fermata/shared/clock'
import { type ClientStanding, type Delivered, type Down, type Envelope, type LastWord, PROTOCOL_VERSION } from '@fermata/shared/protocol'
import type { Refusal } from '@fermata/shared/result'
import type { Link } from '../../crypto/door/link.ts'
import type { TabKeep } from '../../lib/keep.ts'
import { type Observable, observable } from '../../lib/observable.ts'
import { Scope } from '../../lib/scope.ts'
import type { OpenSignalling, Signalling } from '../../signalling/port.ts'
import { Asking, type CommandBody } from '../asking.ts'
import type { ServerTime } from '../server-time.ts'
import { NewestView } from '../newest-view.ts'
import { commandOf } from '../correspondence/room-line.ts'
import { deviceOf, nextConnection, ResumeToken } from '../tab.ts'

export interface LineParts {
  room: RoomId
  link: Link
  openSignalling: OpenSignalling
  keep: TabKeep
  clock: Clock
  random: RandomSource
  time: ServerTime
  /** Whether this tab's call carries something now. */
  media: () => 'flowing' | 'none'
  /** A sealed message arrived. */
  onEnvelope: (delivered: Delivered) => void
  /** The link or the room is no more. */
  onGone: () => void
  /** The server went back to an earlier time: this tab may stand where it stood then. */
  onWentBack: () => void
}

/** How long a tap waits for an answer before it says that there is none. */
const PATIENCE = 10 * SECOND

export class Line {
  readonly signalling: Signalling
  /** Where this tab stands, by the server's last word; `null` before the first. */
  readonly standing: Observable<ClientStanding | null>
  /** Connected, and known to the server as the tab it is. */
  readonly attached: Observable<boolean>
  readonly token: ResumeToken
  readonly #standing = observable<ClientStanding | null>(null)
  readonly #parts: LineParts
  readonly #asking: Asking
  /** Before the server knows which tab this is, it refuses whatever else the tab asks: that waits. */
  readonly #commands: Asking
  readonly #scope = new Scope()
  readonly #attached = observable(false)
  readonly #newest = new NewestView()
  /** Counts connections: what an earlier one asked is not this one's to answer. */
  #turn = 0
  /** The token of an attach that was answered, until the server shows whether it found this tab inside. */
  #proof: string | null = null

  constructor(parts: LineParts) {
    const { room, link, keep, random, clock, time } = parts
    this.#parts = parts
    this.standing = this.#standing
    this.attached = this.#attached
    this.token = new ResumeToken(keep, random)
    const device = deviceOf(keep, random)
    this.signalling = parts.openSignalling(() => ({
      as: 'client', v: PROTOCOL_VERSION, device, nth: nextConnection(keep, clock), room, link: link.id, auth: link.auth,
    }))
    this.#asking = new Asking(this.signalling, clock, random, time)
    const onceKnown: Signalling['ask'] = (message) => (this.#attached.get() ? this.signalling.ask(message) : Promise.resolve(null))
    this.#commands = new Asking({ ask: onceKnown }, clock, random, time)
    this.#scope.onClose(this.signalling.onDown((message) => this.#hear(message)))
    const follow = (): void => {
      this.#attached.set(false)
      this.#newest.reconnected()
      this.#turn += 1
      this.#proof = null
      const connection = this.signalling.connection.get()
      if (connection === 'open') void this.#attach()
      if (connection === 'refused') parts.onGone()
    }
    this.#scope.onClose(this.signalling.connection.watch(follow))
    follow()
  }

  /** Asks, and waits for the answer, no longer than it is `wanted`; the refusal is `null` when it was done. */
  async ask(body: CommandBody, patience = PATIENCE, wanted?: () => boolean): Promise<Refusal | null> {
    const asked = await this.#commands.ask(this.#parts.room, body, patience, wanted)
    return asked.ok ? null : asked.refusal
  }

  /** What this tab, at its seat's epoch, would post: in the form that is heard without a connection. */
  lastWord(epoch: number, envelope: Envelope): LastWord | null {
    const { link, keep, random } = this.#parts
    const proof = this.token.shown
    if (proof === null) return null
    const command = commandOf(envelope)
    return { link: link.id, auth: link.auth, device: deviceOf(keep, random), proof, command, epoch, envelope }
  }

  close(): void {
    this.#turn += 1
    this.#scope.close()
    this.signalling.close()
  }

  async #attach(): Promise<void> {
    const turn = this.#turn
    const isMeant = (): boolean => turn === this.#turn
    const shown = { type: 'attach', ...(await this.token.forAttach()), media: this.#parts.media() } as const
    // However long the store is away: until it is answered this tab cannot speak, and nothing else would ask again.
    const asked = await this.#asking.ask(this.#parts.room, shown, Infinity, isMeant)
    // A connection that broke in the middle has shown the token, and the next one shows it again: it is used once.
    if (!isMeant()) return
    if (asked.ok) {
      this.#proof = shown.proof
      this.#attached.set(true)
    } else if (asked.refusal.code === 'displaced') {
      // Another copy of this tab went on with the token that this one holds.
      this.#standing.set({ standing: 'displaced' })
    }
  }

  /**
   * Only an attach that found this tab inside has used its token up. At the door a knock may still be on its way, with the
   * token that this tab showed when it knocked; that one can be shown again for as long as it is not used.
   */
  #useToken(you: ClientStanding): void {
    const isInside = you.standing === 'seated' || you.standing === 'left' || (you.standing === 'over' && you.reopening !== null)
    if (this.#proof !== null && isInside) this.token.used(this.#proof)
    this.#proof = null
  }

  #hear(message: Down): void {
    if (message.type === 'envelope') this.#parts.onEnvelope(message.delivered)
    if (message.type === 'gone') this.#parts.onGone()
    if (message.type !== 'view' || message.view.for !== 'client') return
    const { you, now } = message.view
    const verdict = this.#newest.judge(message.view)
    if (verdict === 'older') return
    // Until its attach is answered a tab is shown as a stranger; for one that was further, that is no news.
    if (you.standing === 'outside' && !this.#attached.get() && this.#standing.get() !== null) return
    this.#newest.take(message.view)
    this.#parts.time.observe(now)
    if (this.#attached.get()) this.#useToken(you)
    this.#standing.set(you)
    if (verdict === 'wentBack') this.#parts.onWentBack()
  }
}
