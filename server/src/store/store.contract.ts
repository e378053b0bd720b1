import { describe } from 'vitest'
import { benchOf, type OpenStore } from './contract/bench.contract.ts'
import { commitTests } from './contract/commits.contract.ts'
import { leaseTests } from './contract/leases.contract.ts'
import { lifeTests } from './contract/life.contract.ts'
import { logTests } from './contract/logs.contract.ts'
import { recordTests } from './contract/records.contract.ts'

/**
 * Holds one store to every promise of `port.ts`; titles begin with the promise. What only one engine can show
 * (a kill, a full disk, a hanging server) is tested beside that engine.
 * `open` is called before each test and gives an empty store that has the time of the clock it is given.
 */
export function describeStore(name: string, open: OpenStore): void {
  describe(`${name} keeps the store's promises`, () => {
    const bench = benchOf(open)
    commitTests(bench)
    logTests(bench)
    leaseTests(bench)
    recordTests(bench)
    lifeTests(bench)
  })
}
