/** The simulation as a program: `--from`, `--to`, `--seconds`, `--twice`. Tells what came of it, one JSON object a line. */
import { parseArgs } from 'node:util'
import { runSchedule } from './schedule.ts'
import { withoutThreads } from './world/subtle.ts'

withoutThreads()
const { values } = parseArgs({
  options: {
    from: { type: 'string', default: '1' },
    to: { type: 'string', default: '100' },
    step: { type: 'string', default: '1' },
    seconds: { type: 'string', default: '86400' },
    remembers: { type: 'string', default: '0' },
  },
})
const number = (name: keyof typeof values): number => Number(values[name])
const until = Date.now() + number('seconds') * 1_000
for (let seed = number('from'); seed <= number('to') && Date.now() < until; seed += number('step')) {
  process.stdout.write(`${JSON.stringify(await runSchedule(seed, number('remembers')))}\n`)
}
