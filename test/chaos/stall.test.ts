/** A Redis that hangs under load: what waits for it is bounded, and so is the server's memory. */
import { readFile } from 'node:fs/promises'
import { expect, onTestFinished, test } from 'vitest'
import { openPractice } from '../support/practice/therapist.ts'
import { letIn, sealed, type Seated, visit } from '../support/practice/visit.ts'
import { startRedis } from '../support/redis-server.ts'
import { startServer } from '../support/server.ts'
import { pause } from './faults.ts'

/** `STALL` makes it longer. */
const STALL_S = Number(process.env['STALL'] ?? 10)
const [ROOMS, PACE_MS] = [12, 30]
/** A heap that has not been collected lately varies by this much without any stall. */
const MOST_GROWTH_MIB = 48

const residentMiB = async (pid: number): Promise<number> =>
  (Number((await readFile(`/proc/${pid}/statm`, 'utf8')).split(' ')[1]) * 4_096) / 2 ** 20

test(`ST30 while Redis hangs for ${STALL_S} s under load the server’s memory stays bounded, and all goes on when it is back`, { timeout: 120_000 + STALL_S * 2_000 }, async () => {
  const redis = await startRedis()
  const server = await startServer({ redisUrl: redis.url })
  onTestFinished(async () => {
    redis.thaw()
    await server.dispose()
    await redis.dispose()
  })
  const therapist = await openPractice(server.origin, server.setupLink)
  const desk = await therapist.desk()
  const all: Seated[] = []
  const links: Awaited<ReturnType<typeof therapist.makeRoom>>[] = []
  for (let index = 0; index < ROOMS; index++) {
    const link = await therapist.makeRoom()
    await desk.until((message) => (message.type === 'view' && message.view.room === link.room ? true : undefined))
    all.push(await letIn(desk, await visit(server.origin, link)))
    links.push(link)
  }
  let sending = true
  const answers = { committed: 0, refused: 0, none: 0 }
  /** Without waiting for answers, as fast as a server takes it of one connection. */
  const senders = all.map(async (seated, index) => {
    while (sending) {
      const { envelope } = sealed(seated, 'client', 'A'.repeat(400))
      const post = { type: 'post', command: envelope.id, room: links[index]?.room, epoch: seated.epoch, envelope }
      void seated.tab.socket.timeout(15_000).emitWithAck('up', post).then(
        ({ outcome }: { outcome: 'committed' | 'refused' }) => (answers[outcome] += 1),
        () => (answers.none += 1),
      )
      await pause(PACE_MS)
    }
  })
  await pause(5_000)
  const before = await residentMiB(server.pid)
  const quiet = { ...answers }
  redis.freeze()
  let most = before
  for (const end = performance.now() + STALL_S * 1_000; performance.now() < end; await pause(200)) most = Math.max(most, await residentMiB(server.pid))
  const stalled = { ...answers }
  redis.thaw()
  await expect.poll(() => answers.committed, { timeout: 20_000 }).toBeGreaterThan(stalled.committed + 100)
  sending = false
  await Promise.all(senders)
  console.info(`Redis hung ${STALL_S} s, ${ROOMS} senders of ${Math.round(1_000 / PACE_MS)} a second: ${Math.round(before)} MiB before, at most ${Math.round(most)} MiB; ${stalled.refused - quiet.refused} refused meanwhile`)
  expect(quiet).toMatchObject({ refused: 0, none: 0 })
  expect(stalled.refused, 'who asks meanwhile is told to try later').toBeGreaterThan(100)
  expect(answers.none, 'and is told in time').toBe(0)
  expect(most - before).toBeLessThan(MOST_GROWTH_MIB)
  expect(server.alive).toBe(true)
})
