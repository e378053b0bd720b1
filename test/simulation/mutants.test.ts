/** That the simulation sees: `npm run sim:mutants` breaks every rule of the list and prints in which schedule each is caught. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { bundle, root } from '../../scripts/simulation/bundle.mjs'
import { runSeeds } from '../../scripts/simulation/seeds.mjs'
import { MUTANTS } from './mutants.ts'

test('SV26 every rule that is broken on purpose stands once in the source', () => {
  const places = MUTANTS.map(({ breaks, file, from }) => [breaks, readFileSync(join(root, file), 'utf8').split(from).length - 1])
  expect(places.filter(([, times]) => times !== 1)).toEqual([])
  expect(MUTANTS.length).toBeGreaterThanOrEqual(25)
})

test.each([
  'a client is shown its own place only', 'an envelope goes to the holder of the seat only', 'shown is said after the painting',
  'the client says which end they heard', 'an end that the server was not told is found',
])(
  'SV26 it is seen when this no longer holds: %s', { timeout: 60_000 },
  async (breaks) => {
    const mutant = MUTANTS.find((one) => one.breaks === breaks)
    if (mutant === undefined) throw new Error('no such mutant')
    const { file, from, to } = mutant
    const program = await bundle(`test-mutant-${MUTANTS.indexOf(mutant)}`, (source, path) => (path === file ? source.replace(from, () => to) : null))
    const broken: string[] = []
    await runSeeds(program, { from: 1, to: 20 }, (outcome) => {
      broken.push(...outcome.broken)
      return broken.length > 0 ? 'stop' : undefined
    })
    expect(broken).not.toEqual([])
  },
)
