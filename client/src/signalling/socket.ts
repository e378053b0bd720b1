/** Signalling over Socket.IO: the only file that imports socket.io-client. */
import type { Clock } from '@fermata/shared/clock'
import { Ack, Down, type Up } from '@fermata/shared/protocol'
import { Refusal } from '@fermata/shared/result'
import { io } from 'socket.io-client'
import * as v from 'valibot'
import { observable } from '../lib/observable.ts'
import { LateAnswers } from './late-answers.ts'
import type { Connection, OpenSignalling } from './port.ts'

/** How long an acknowledgement may take before the message is sent again. */
const ANSWER_WITHIN = 5_000
/** After a refusal that will pass (the store is away), try again. */
const RETRY_AFTER = 1_000
/**
 * How long an attempt to connect may take: four times what the last one took, within these. In a network that is
 * gone an attempt asks at once and after a second (RFC 6298), then not before three: with longer ones it was measured to
 * be noticed half a second later that it is back.
 */
const LEAST_PATIENCE = 1_800
const MOST_PATIENCE = 5_000
/** The longest pause between two attempts: after one that was given up there was waiting enough. */
const PAUSE_GIVEN_UP = 100
const PAUSE_REFUSED = 1_000
/** A server that ends waits a second and a half; its browsers go within this, not all at once. */
const MOVE_WITHIN = 500

const parseAck = v.safeParser(Ack)
const parseDown = v.safeParser(Down)
const parseRefusal = v.safeParser(Refusal)

/** Opens the connection to our own origin and keeps it open. */
export const openSocket = (clock: Clock): OpenSignalling => (handshake) => {
  const connection = observable<Connection>('connecting')
  const listeners = new Set<(message: Down) => void>()
  const socket = io({
    transports: ['websocket'],
    auth: (show) => show(handshake()),
    timeout: MOST_PATIENCE,
    reconnectionDelay: 100,
  })
  const manager = socket.io
  let began = clock.elapsed()
  manager.on('reconnect_attempt', () => (began = clock.elapsed()))

  socket.on('disconnect', (reason) => {
    if (connection.get() === 'closed') return
    // The server cuts a connection on purpose only when this tab has connected again, or its link is gone.
    connection.set(reason === 'io server disconnect' ? 'refused' : 'connecting')
  })
  socket.on('connect_error', (problem: Error & { data?: unknown }) => {
    manager.reconnectionDelayMax(problem.message === 'timeout' ? PAUSE_GIVEN_UP : PAUSE_REFUSED)
    const refusal = parseRefusal(problem.data)
    if (!refusal.success) return
    if (refusal.output.code === 'unavailable') clock.after(RETRY_AFTER * (0.5 + Math.random()), () => socket.connect())
    else connection.set('refused')
  })
  socket.on('down', (raw: unknown) => {
    const message = parseDown(raw)
    if (!message.success) return
    if (message.output.type === 'move') clock.after(Math.random() * MOVE_WITHIN, move)
    else for (const listener of [...listeners]) listener(message.output)
  })
  const move = (): void => {
    if (connection.get() === 'open') anew()
  }
  const answers = new LateAnswers(() => clock.elapsed())
  const anew = (): void => {
    began = clock.elapsed()
    socket.disconnect().connect()
  }
  const nudge = (): void => {
    if (connection.get() === 'open' && answers.giveUp()) anew()
  }
  const hurry = (): void => {
    if (connection.get() === 'connecting') anew()
  }
  addEventListener('online', hurry)
  socket.on('connect', () => {
    manager.timeout(Math.min(MOST_PATIENCE, Math.max(LEAST_PATIENCE, 4 * (clock.elapsed() - began))))
    answers.heard()
    connection.set('open')
  })
  socket.on('down', () => answers.heard())

  return {
    connection,
    async ask(message: Up) {
      if (!socket.connected) return null
      const settled = answers.asked()
      try {
        const ack = parseAck(await socket.timeout(ANSWER_WITHIN).emitWithAck('up', message))
        answers.heard()
        return ack.success ? ack.output : null
      } catch {
        return null
      } finally {
        settled()
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
