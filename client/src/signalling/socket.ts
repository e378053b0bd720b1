/** Signalling over Socket.IO: the only file that imports socket.io-client. */
import { Ack, Down, type Up } from '@fermata/shared/protocol'
import { Refusal } from '@fermata/shared/result'
import { io } from 'socket.io-client'
import * as v from 'valibot'
import { observable } from '../lib/observable.ts'
import type { Connection, OpenSignalling } from './port.ts'

/** How long an acknowledgement may take before the message is sent again. */
const ANSWER_WITHIN = 5_000
/** After a refusal that will pass (the store is away), try again. */
const RETRY_AFTER = 1_000
/** Later than this, and while something else is silent too, an answer was lost with the line. */
const LATE = 700
/** A line that is only slow is not made anew again and again. */
const NUDGE_APART = 4_000
/** A server that ends waits a second and a half; its browsers go within this, not all at once. */
const MOVE_WITHIN = 500

const parseAck = v.safeParser(Ack)
const parseDown = v.safeParser(Down)
const parseRefusal = v.safeParser(Refusal)

/** Opens the connection to our own origin and keeps it open. */
export const openSocket: OpenSignalling = (handshake) => {
  const connection = observable<Connection>('connecting')
  const listeners = new Set<(message: Down) => void>()
  const socket = io({
    transports: ['websocket'],
    auth: handshake,
    // Measured: with the default of 20 s, an attempt begun during a network cut hung 6 s past its end.
    timeout: 2_500,
    reconnectionDelay: 100,
    reconnectionDelayMax: 1_000,
  })

  socket.on('disconnect', (reason) => {
    if (connection.get() === 'closed') return
    // The server cuts a connection on purpose only when this tab has connected again, or its link is gone.
    connection.set(reason === 'io server disconnect' ? 'refused' : 'connecting')
  })
  socket.on('connect_error', (problem: Error & { data?: unknown }) => {
    const refusal = parseRefusal(problem.data)
    if (!refusal.success) return
    if (refusal.output.code === 'unavailable') setTimeout(() => socket.connect(), RETRY_AFTER * (0.5 + Math.random()))
    else connection.set('refused')
  })
  socket.on('down', (raw: unknown) => {
    const message = parseDown(raw)
    if (!message.success) return
    if (message.output.type === 'move') setTimeout(move, Math.random() * MOVE_WITHIN)
    else for (const listener of [...listeners]) listener(message.output)
  })
  const move = (): void => {
    if (connection.get() === 'open') socket.disconnect().connect()
  }
  /** When anything of the server's last arrived. */
  let heardAt = Number.NEGATIVE_INFINITY
  const hear = (): void => void (heardAt = performance.now())
  let nudgedAt = Number.NEGATIVE_INFINITY
  /** When each message left that has no answer yet. */
  const unanswered = new Set<{ at: number }>()
  const nudge = (): void => {
    const now = performance.now()
    const isLate = now - heardAt > LATE && [...unanswered].some(({ at }) => now - at > LATE)
    if (connection.get() !== 'open' || !isLate || now - nudgedAt < NUDGE_APART) return
    nudgedAt = now
    socket.disconnect().connect()
  }
  const hurry = (): void => {
    if (connection.get() === 'connecting') socket.disconnect().connect()
  }
  addEventListener('online', hurry)
  socket.on('connect', () => {
    hear()
    connection.set('open')
  })
  socket.on('down', hear)

  return {
    connection,
    async ask(message: Up) {
      if (!socket.connected) return null
      const asked = { at: performance.now() }
      unanswered.add(asked)
      try {
        const ack = parseAck(await socket.timeout(ANSWER_WITHIN).emitWithAck('up', message))
        hear()
        return ack.success ? ack.output : null
      } catch {
        return null
      } finally {
        unanswered.delete(asked)
      }
    },
    onDown(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    nudge,
    close() {
      connection.set('closed')
      removeEventListener('online', hurry)
      socket.close()
    },
  }
}
