/**
 * Two servers and their Redis are killed, stopped and cut off while clients send check-ins: at the end each lies in
 * its own room's log, once. `npm run chaos` is the long form; `CHECK_INS` and `ROOMS` make it as long as wanted.
 */
import { expect, onTestFinished, test } from 'vitest'
import { startCluster, startClusterOn } from '../support/nodes/cluster.ts'
import { startWatchedRedis } from '../support/redis/watched.ts'
import { faults, pause } from './faults.ts'
import { inSession, receiveFor, sendFrom, tally, tell } from './tally.ts'
import { Timing } from './timing.ts'

const isLong = process.env['CHAOS'] === 'long'
const CHECK_INS = Number(process.env['CHECK_INS'] ?? (isLong ? 20_000 : 600))
const ROOMS = Number(process.env['ROOMS'] ?? (isLong ? 8 : 4))
const FAULTS = isLong ? faults([1, 3, 8, 30], [1.5, 8]) : faults([0.3], [1.5])
const NONE = { sent: CHECK_INS, lost: 0, doubled: 0, misdelivered: 0 }

test(`SV20 of ${CHECK_INS} check-ins under kills, stalls and cuts none is lost, doubled or misdelivered`, { timeout: 300_000 + CHECK_INS * 60 }, async () => {
  const cluster = await startCluster(2)
  onTestFinished(() => cluster.dispose())
  const pairs = await inSession(cluster.origin, cluster.setupLink, cluster.servers[0], ROOMS)
  const befell = new Map<string, number>()
  const timing = new Timing()
  const leave = receiveFor(pairs, (id) => timing.shown(id))
  let sending = true
  const sent = sendFrom(cluster.origin, pairs, CHECK_INS / ROOMS, timing).finally(() => {
    sending = false
  })
  const breaking = (async () => {
    for (let turn = 0; sending || turn < FAULTS.length; turn++) {
      const fault = FAULTS[turn % FAULTS.length]
      if (fault === undefined) return
      const begunAt = performance.now()
      await fault.befall(cluster, turn)
      timing.befell(fault.name, begunAt, performance.now())
      befell.set(fault.name, (befell.get(fault.name) ?? 0) + 1)
      await pause(2_000)
    }
  })()
  const all = await sent
  await breaking
  await timing.settled(CHECK_INS)
  leave()
  timing.tell()
  const counts = await tally(pairs, all)
  tell(befell, counts)
  expect(counts).toEqual(NONE)
})

test('SV25 when the primary dies and Sentinel puts its replica in its place, no check-in is lost, doubled or misdelivered', { timeout: 300_000 }, async () => {
  const [each, rooms] = [isLong ? 600 : 120, 2]
  const watched = await startWatchedRedis()
  onTestFinished(() => watched.dispose())
  const cluster = await startClusterOn(watched.url, 2)
  onTestFinished(() => cluster.dispose())
  const pairs = await inSession(cluster.origin, cluster.setupLink, cluster.servers[0], rooms)
  const sent = sendFrom(cluster.origin, pairs, each)
  await pause(1_000)
  const [primary, replica] = watched.servers
  await primary.kill()
  while (!String(await watched.ask(replica, ['ROLE'])).startsWith('master')) await pause(50)
  await primary.start()
  const counts = await tally(pairs, await sent)
  tell(new Map([['primary killed (SIGKILL), its replica put in its place by Sentinel', 1]]), counts)
  expect(counts).toEqual({ ...NONE, sent: each * rooms })
})
