/**
 * `npm run sim -- --schedules 100000 [--seed N] [--workers N]`: simulated schedules, and what came of them. With `--seed`
 * alone, that one schedule, step by step.
 */
import { availableParallelism } from 'node:os'
import { parseArgs } from 'node:util'
import { bundle } from './bundle.mjs'
import { runSeeds } from './seeds.mjs'

const { values } = parseArgs({
  options: {
    schedules: { type: 'string' },
    seed: { type: 'string' },
    workers: { type: 'string', default: String(availableParallelism()) },
  },
})
const from = Number(values.seed ?? 1)
const isOne = values.schedules === undefined && values.seed !== undefined
const schedules = isOne ? 1 : Number(values.schedules ?? 10_000)
const program = await bundle('plain')
const began = performance.now()
const sum = { schedules: 0, events: 0, presses: 0, faults: 0, broken: 0, slowest: 0 }
await runSeeds(program, { from, to: from + schedules - 1, workers: isOne ? 1 : Number(values.workers), remembers: isOne ? 100_000 : 0 }, (outcome) => {
  sum.schedules += 1
  sum.events += outcome.events
  sum.presses += outcome.presses
  sum.faults += outcome.faults
  sum.slowest = Math.max(sum.slowest, outcome.settledAfter)
  if (isOne) process.stdout.write(`${outcome.last.join('\n')}\n${outcome.hash}\n`)
  if (outcome.broken.length > 0) {
    sum.broken += 1
    process.stdout.write(`${outcome.broken.join('\n')}\n  again: npm run sim -- --seed ${outcome.seed}\n`)
  }
  if (sum.schedules % 10_000 === 0) report()
})
report()
process.exitCode = sum.broken === 0 && sum.schedules === schedules ? 0 : 1

function report() {
  const seconds = (performance.now() - began) / 1_000
  process.stdout.write(
    `${sum.schedules} schedules, ${sum.broken} with a broken promise; ${sum.presses} check-ins, ${sum.faults} faults, ${sum.events} events; `
    + `${(sum.schedules / seconds).toFixed(1)} schedules/s; right again after ${sum.slowest / 1_000} s at the latest\n`,
  )
}
