/**
 * Signalling whose code is still being fetched: the lobby can be read and used before there is a socket. Until then it
 * is `connecting`, and whatever is asked has no answer yet.
 */
import type { Down } from '@fermata/shared/protocol'
import { observable } from '../lib/observable.ts'
import type { Connection, OpenSignalling, Signalling } from './port.ts'

export const openLate = (load: () => Promise<OpenSignalling>): OpenSignalling => (handshake) => {
  const connection = observable<Connection>('connecting')
  const listeners = new Set<(message: Down) => void>()
  /** What came before anybody listened; the first who does is told. */
  const early: Down[] = []
  let inner: Signalling | null = null
  const hear = (message: Down): void => {
    if (listeners.size === 0) early.push(message)
    else for (const listener of [...listeners]) listener(message)
  }
  void load().then((open) => {
    if (connection.get() === 'closed') return
    inner = open(handshake)
    inner.onDown(hear)
    inner.connection.watch((now) => connection.set(now))
    connection.set(inner.connection.get())
  })
  return {
    connection,
    ask: async (message) => (inner === null ? null : inner.ask(message)),
    onDown(listener) {
      listeners.add(listener)
      // Not while whoever listens is still being put together.
      queueMicrotask(() => early.splice(0).forEach(hear))
      return () => listeners.delete(listener)
    },
    nudge: () => inner?.nudge(),
    close() {
      if (inner === null) connection.set('closed')
      else inner.close()
    },
  }
}
