/** One schedule from its seed: everything goes wrong for a while, then nothing does, and everything must come right. */
import { SECOND } from '@fermata/shared/clock'
import { Dice } from './world/dice.ts'
import { planOf } from './world/plan.ts'
import { type Cast, castOf } from './world/practice.ts'
import { close } from './closing.ts'
import { judge, judgeWritten, unsettled } from './verdict.ts'
import { World } from './world/world.ts'

export interface Outcome {
  seed: number
  /** Of everything that happened, in order. */
  hash: string
  /** Which promises were broken; empty: none. */
  broken: readonly string[]
  /** The last steps, where they were asked for. */
  last: readonly string[]
  events: number
  presses: number
  faults: number
  /** How long it took to come right, in virtual ms. */
  settledAfter: number
}

const SETTLES_WITHIN = 120 * SECOND
const LOOKS_EVERY = SECOND

let casts: Promise<readonly Cast[]> | null = null

/** @param remembers how many steps before its end are told. */
export async function runSchedule(seed: number, remembers = 0): Promise<Outcome> {
  casts ??= Promise.all([castOf(1, 2), castOf(2, 1)])
  const dice = new Dice(seed)
  const world = new World(dice, planOf(dice), await casts, remembers)
  const { time, witness, plan } = world
  const unhandled = (thrown: unknown): void => witness.breaks('bug', thrown instanceof Error ? (thrown.stack ?? thrown.message) : String(thrown))
  process.on('unhandledRejection', unhandled)
  const start = time.now()
  await world.begin()
  const isBroken = (): boolean => witness.broken.length > 0
  await time.run(start + plan.calmAt, isBroken)
  const calmAt = time.now()
  if (!isBroken()) {
    world.calm()
    for (let look = 0; look < SETTLES_WITHIN / LOOKS_EVERY && !isBroken(); look++) {
      await time.run(time.now() + LOOKS_EVERY, isBroken)
      if (world.rooms.every((room) => unsettled(world, room) === null)) break
    }
    for (const room of world.rooms) {
      const why = unsettled(world, room)
      if (why !== null) witness.breaks('L', why)
    }
    await judge(world)
    await judgeWritten(world)
    if (plan.closing === 'erased' && !isBroken()) await close(world)
  }
  process.off('unhandledRejection', unhandled)
  return {
    seed, hash: world.hash, broken: witness.broken, last: world.last, events: time.events, ...world.counts,
    settledAfter: time.now() - calmAt,
  }
}
