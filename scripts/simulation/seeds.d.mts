import type { Outcome } from '../../test/simulation/schedule.ts'

export function runSeeds(
  program: string,
  given: { from: number; to: number; workers?: number; seconds?: number; remembers?: number },
  each: (outcome: Outcome) => 'stop' | void,
): Promise<void>
