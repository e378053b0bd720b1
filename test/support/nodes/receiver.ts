import { setTimeout as pause } from 'node:timers/promises'
import type { CommandId, RoomId } from '@fermata/shared/ids'
import { fresh, type TestTherapist } from '../practice/therapist.ts'
import type { Seated } from '../practice/visit.ts'
import type { Tab } from '../practice/tab.ts'

/** As the app's own page: the log is read at every word of it, at every connection, and by itself after this. */
const PULL_EVERY_MS = 5_000
const PATIENCE_MS = 2_500

/** A therapist's tab that stays with a room through whatever happens to the servers; `onFact` is told each fact once, as it comes. */
export function receiveAll(
  therapist: TestTherapist, { room, session, device }: { room: RoomId; session: Seated['session']; device: Tab['device'] }, onFact: (id: string) => void,
): { stop(): void } {
  let stopped = false
  const heard = new Set<string>()
  const hear = (id: string): void => {
    if (heard.has(id)) return
    heard.add(id)
    onFact(id)
  }
  let after = 0
  const pull = async (tab: Tab): Promise<void> => {
    for (;;) {
      const ack = (await tab.socket.timeout(PATIENCE_MS).emitWithAck('up', { type: 'pull', command: fresh<CommandId>(), room, session, after })) as
        { outcome: string; head?: number; entries?: { at: number; envelope: { id: string } }[] }
      if (ack.outcome !== 'log' || ack.entries === undefined) throw new Error(ack.outcome)
      for (const { at, envelope } of ack.entries) {
        after = at
        hear(envelope.id)
      }
      if (ack.entries.length === 0) return
    }
  }
  const sit = async (tab: Tab): Promise<void> => {
    tab.room = room
    await tab.view(() => true)
    const entered = await tab.ask({ type: 'enter', media: 'flowing' })
    if (entered.outcome !== 'committed') throw new Error(entered.outcome)
    tab.socket.on('down', (told: { type: string; delivered?: { envelope: { id: string } } }) => {
      if (told.type === 'envelope' && told.delivered !== undefined) hear(told.delivered.envelope.id)
    })
    while (!stopped && tab.socket.connected) {
      await pull(tab)
      await Promise.race([pause(PULL_EVERY_MS), tab.closed])
    }
  }
  void (async () => {
    while (!stopped) {
      const tab = await therapist.desk(device).catch(() => null)
      if (tab === null) await pause(100)
      else await sit(tab).catch(() => undefined).finally(() => tab.close())
    }
  })()
  return { stop: () => void (stopped = true) }
}
