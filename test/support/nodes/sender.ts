import { setTimeout as pause } from 'node:timers/promises'
import type { Envelope } from '@fermata/shared/protocol'
import type { Tab } from '../practice/tab.ts'
import { secret, sha256, type TestLink } from '../practice/therapist.ts'
import { connectWith, sealed, type Seated } from '../practice/visit.ts'

/** Most under way at once; below what a server takes of one connection. */
const AT_ONCE = 4
/** How long an acknowledgement may take before the connection is held for dead. */
const PATIENCE_MS = 2_500
/** Between one message and the next: a server takes forty a second of one connection. */
const PACE_MS = 30

/** Told what a sender does, for figures. */
export interface Watch {
  /** This fact is offered for the first time. */
  tried(id: string): void
  /** Its connection was lost, and it sat in its seat again after so long. */
  back(lostAt: number, ms: number): void
}

/**
 * Sends `count` facts from a client's seat, each until it is acknowledged, through whatever happens to the servers:
 * connects again, shows its token, and offers the same bytes once more. Answers what it sent, in order.
 */
export async function sendAll(origin: string, link: TestLink, seated: Seated, count: number, watch?: Watch): Promise<Envelope[]> {
  const all = Array.from({ length: count }, (_, index) => sealed(seated, 'client', markOf(link, index)).envelope)
  const waiting = [...all]
  // A rotation whose answer got lost is asked for again as it was.
  let [token, next] = [seated.token, secret()]
  let tab: Tab | null = seated.tab

  const ask = (on: Tab, body: object): Promise<{ outcome: string; refusal?: unknown }> =>
    on.socket.timeout(PATIENCE_MS).emitWithAck('up', body) as Promise<{ outcome: string; refusal?: unknown }>
  const connect = async (): Promise<Tab | null> => {
    const fresh = await connectWith(origin, link, seated.device).catch(() => null)
    if (fresh === null) return null
    const about = { command: sealed(seated, 'client').command, room: link.room }
    const attach = { type: 'attach', ...about, proof: token, next: sha256(next), media: 'flowing' }
    const answer = await ask(fresh, attach).catch(() => null)
    if (answer?.outcome !== 'committed') {
      fresh.close()
      return null
    }
    ;[token, next] = [next, secret()]
    return fresh
  }
  const worker = async (): Promise<void> => {
    for (let envelope = waiting.shift(); envelope !== undefined; envelope = waiting.shift()) {
      await pause(PACE_MS * AT_ONCE)
      const on: Tab | null = tab
      watch?.tried(envelope.id)
      const post = { type: 'post', command: envelope.id, room: link.room, epoch: seated.epoch, envelope }
      const answer = on === null ? null : await ask(on, post).catch(() => null)
      if (answer?.outcome === 'committed') continue
      waiting.unshift(envelope)
      // Whoever notices first connects again; the others wait for it.
      if (answer === null && on !== null && tab === on) {
        tab = null
        on.close()
        const lostAt = performance.now()
        while (tab === null) {
          tab = await connect()
          if (tab === null) await pause(100)
        }
        watch?.back(lostAt, performance.now() - lostAt)
      } else await pause(100)
    }
  }
  await Promise.all(Array.from({ length: AT_ONCE }, worker))
  ;(tab as Tab | null)?.close()
  return all
}

/** A box that says whose it is: what lies in a foreign room would be seen. */
const markOf = ({ room }: TestLink, index: number): string => Buffer.from(`${room} ${index}`).toString('base64url')
