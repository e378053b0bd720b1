/**
 * What a relayed hint and a committed fact cost, beside a bare Socket.IO relay: `npm run bench:server`. All run in
 * turns within one run, because only ratios of the same minutes mean anything. CPU is that of the server processes.
 */
import { setTimeout as pause } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { percentile } from '../figures.ts'
import { bareRelay, bareWebSocket, type Contestant, cpuOf, fermata } from './contestants.ts'

const PAIRS = Number(process.env['PAIRS'] ?? 20)
const ROUNDS = Number(process.env['ROUNDS'] ?? 3)
/** Messages of one pair in a round, and the time between two of them in ms. */
const [EACH, PACE] = [Number(process.env['EACH'] ?? 200), 50]

interface Round {
  cpuMicros: number
  latencies: readonly number[]
}

/** Every pair sends at its own times; latency is counted from when a message was to be sent. */
async function round({ pids, wires }: Contestant, kind: 'hint' | 'fact'): Promise<Round> {
  const due = new Map<string, number>()
  const latencies: number[] = []
  const stop = wires.map((wire) =>
    wire.onArrived((id) => {
      const at = due.get(id)
      if (at !== undefined) latencies.push(performance.now() - at)
    }),
  )
  const [before, start] = [await cpuOf(pids), performance.now()]
  await Promise.all(
    wires.map(async (wire, index) => {
      for (let turn = 0; turn < EACH; turn++) {
        const at = start + (turn + index / wires.length) * PACE
        await pause(at - performance.now())
        const { id, acknowledged } = wire.send(kind)
        due.set(id, at)
        if (kind === 'fact') await acknowledged
      }
    }),
  )
  for (let tries = 0; latencies.length < wires.length * EACH && tries < 100; tries++) await pause(50)
  const spent = (await cpuOf(pids)) - before
  for (const end of stop) end()
  return { cpuMicros: (spent * 1_000) / (wires.length * EACH), latencies }
}

const median = (values: readonly number[]): number => percentile(values, 0.5)

test('hints and facts, in turns', { timeout: 1_800_000 }, async () => {
  const all = [
    await bareWebSocket(PAIRS), await bareRelay(PAIRS), await fermata(PAIRS, 'embedded'), await fermata(PAIRS, 'Redis'), await fermata(PAIRS, 'two nodes'),
  ]
  for (const kind of ['hint', 'fact'] as const) {
    const rounds = new Map<Contestant, Round[]>(all.map((each) => [each, []]))
    // Not counted: a process that has just started spends twice as much, until its code is compiled.
    for (const each of all) await round(each, kind)
    for (let turn = 0; turn < ROUNDS; turn++) for (const each of all) rounds.get(each)?.push(await round(each, kind))
    const costs = all.map((each) => median((rounds.get(each) ?? []).map(({ cpuMicros }) => cpuMicros)))
    for (const [index, each] of all.entries()) {
      const latencies = (rounds.get(each) ?? []).flatMap((one) => one.latencies)
      expect(latencies.length, each.name).toBe(PAIRS * EACH * ROUNDS)
      const cost = costs[index] ?? Number.NaN
      const [p50, p99] = [0.5, 0.99].map((part) => percentile(latencies, part).toFixed(1))
      const ratio = (cost / (costs[1] ?? Number.NaN)).toFixed(2)
      console.log(`${kind}  ${each.name.padEnd(20)} ${cost.toFixed(0).padStart(5)} µs CPU · ${ratio} × bare Socket.IO · p50 ${p50} ms · p99 ${p99} ms`)
    }
    console.log(`${kind}  two nodes against one: ${((costs[4] ?? NaN) / (costs[3] ?? NaN)).toFixed(2)} ×`)
  }
  for (const each of all) await each.dispose()
})
