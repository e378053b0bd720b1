/** The app's port to the server over the schedule's network, with the habits of `client/src/signalling/socket.ts`. */
import type { Ack, Down, Up } from '@fermata/shared/protocol'
import type { Refusal } from '@fermata/shared/result'
import type { Clock } from '@fermata/shared/clock'
import { observable } from '../../../client/src/lib/observable.ts'
import type { Connection, OpenSignalling } from '../../../client/src/signalling/port.ts'
import type { ServerNode } from '../server/node.ts'
import type { Dice } from '../world/dice.ts'
import type { OwnTime } from '../world/time.ts'
import { Wire } from './network.ts'

const ANSWER_WITHIN = 5_000
const CONNECT_WITHIN = 2_500
const RETRY_AFTER = 1_000
const MOVE_WITHIN = 500

export interface SocketParts {
  world: Clock
  dice: Dice
  time: OwnTime
  /** A process that takes connections; `null`: none does. */
  pick: () => ServerNode | null
  /** Sees what the server says, before the app does. */
  onTold: (message: Down) => void
  onAsked: (message: Up) => void
  onAnswered: (message: Up, ack: Ack) => void
  /** The wire there is now. */
  onWire: (wire: Wire | null) => void
}

export const socketOver = (parts: SocketParts): OpenSignalling => (handshake) => {
  const { world, dice, time, pick, onTold, onAsked, onAnswered, onWire } = parts
  const connection = observable<Connection>('connecting')
  const listeners = new Set<(message: Down) => void>()
  const pending = new Set<(ack: Ack | null) => void>()
  let wire: Wire | null = null
  let attempt = 0
  let tries = 0

  const use = (next: Wire | null): void => {
    wire = next
    onWire(next)
  }
  const again = (delay: number): void => {
    const mine = ++attempt
    time.after(delay, () => mine === attempt && connect())
  }
  const lost = (to: Connection): void => {
    use(null)
    const open = [...pending]
    pending.clear()
    if (connection.get() !== 'closed') connection.set(to)
    for (const answer of open) answer(null)
  }
  const connect = (): void => {
    if (connection.get() === 'closed' || connection.get() === 'refused') return
    const node = pick()
    const backOff = Math.min(1_000, 100 * 2 ** tries) * (0.5 + dice.between(0, 100) / 100)
    tries += 1
    if (node === null) return again(backOff)
    const mine = ++attempt
    const made: Wire = new Wire(world, dice, node, {
      time,
      opened() {
        if (wire !== made) return
        attempt += 1
        tries = 0
        connection.set('open')
      },
      refused: (refusal: Refusal) => {
        if (wire !== made) return
        made.close()
        use(null)
        if (refusal.code === 'unavailable') again(RETRY_AFTER * (0.5 + dice.between(0, 100) / 100))
        else connection.set('refused')
      },
      told: (raw) => {
        if (wire !== made) return
        const message = raw as Down
        if (message.type === 'move') return void time.after(dice.between(0, MOVE_WITHIN), move)
        onTold(message)
        for (const listener of [...listeners]) listener(message)
      },
      gone: (how) => {
        if (wire !== made) return
        lost(how === 'cut' ? 'refused' : 'connecting')
        if (how === 'lost') again(backOff)
      },
    }, handshake())
    use(made)
    time.after(CONNECT_WITHIN, () => {
      if (mine !== attempt || wire !== made) return
      made.close()
      use(null)
      again(backOff)
    })
  }
  const move = (): void => {
    if (connection.get() !== 'open') return
    wire?.close()
    lost('connecting')
    again(0)
  }
  again(0)

  return {
    connection,
    ask: (message) => {
      const over = wire
      if (over === null || connection.get() !== 'open') return Promise.resolve(null)
      onAsked(message)
      return new Promise((resolve) => {
        const answer = (ack: Ack | null): void => {
          cancel()
          pending.delete(answer)
          resolve(ack)
        }
        const cancel = time.after(ANSWER_WITHIN, () => answer(null))
        pending.add(answer)
        over.ask(message, (ack) => {
          onAnswered(message, ack)
          answer(ack)
        })
      })
    },
    onDown(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    nudge() {},
    close() {
      connection.set('closed')
      attempt += 1
      wire?.close()
      use(null)
    },
  }
}
