/**
 * `npm run sim:mutants [-- --at-most 10000] [--only N,N]`: breaks the product's rules one at a time and says in
 * which schedule it is seen. Ends with 1 when a mutant lives.
 */
import { availableParallelism } from 'node:os'
import { parseArgs } from 'node:util'
import { bundle, root } from './bundle.mjs'
import { runSeeds } from './seeds.mjs'
import { pathToFileURL } from 'node:url'
import { rolldown } from 'rolldown'
import { join } from 'node:path'

const { values } = parseArgs({
  options: { 'at-most': { type: 'string', default: '10000' }, only: { type: 'string' }, workers: { type: 'string', default: String(availableParallelism()) } },
})
const listed = join(root, 'node_modules/.cache/simulation/list.mjs')
await (await rolldown({ input: join(root, 'test/simulation/mutants.ts'), logLevel: 'silent' })).write({ file: listed, format: 'esm' })
const { MUTANTS } = await import(pathToFileURL(listed).href)

let lived = 0
const chosen = MUTANTS.map((mutant, index) => ({ ...mutant, n: index + 1 })).filter(({ n }) => values.only === undefined || values.only.split(',').includes(String(n)))
process.stdout.write('| n | broken: | caught in schedule | by |\n|---|---|---|---|\n')
for (const mutant of chosen) {
  const { ran, seen } = await hunt(mutant)
  if (seen === null) lived += 1
  process.stdout.write(`| ${mutant.n} | ${mutant.breaks} | ${seen?.seed ?? `**not in ${ran}**`} | ${seen?.how ?? ''} |\n`)
}
process.stdout.write(`\n${chosen.length - lived} of ${chosen.length} caught\n`)
process.exitCode = lived === 0 ? 0 : 1

/** How many schedules ran, and the first that was seen to go wrong. */
async function hunt({ n, file, from, to }) {
  let changed = 0
  const program = await bundle(`mutant-${n}`, (source, path) => {
    if (path !== file) return null
    changed += 1
    const places = source.split(from)
    if (places.length !== 2) throw new Error(`mutant ${n}: its place in ${file} is there ${places.length - 1} times`)
    return places.join(to)
  })
  if (changed !== 1) throw new Error(`mutant ${n}: ${file} is not part of the simulation`)
  let ran = 0
  /** @type {{ seed: number, how: string } | null} */
  let seen = null
  await runSeeds(program, { from: 1, to: Number(values['at-most']), workers: Number(values.workers) }, ({ seed, broken }) => {
    if (seen !== null) return 'stop'
    ran += 1
    if (broken.length === 0) return undefined
    seen = { seed, how: broken[0].split('\n')[0].slice(0, 90) }
    return 'stop'
  })
  return { ran, seen }
}
