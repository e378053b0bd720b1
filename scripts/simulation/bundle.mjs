/** Makes one program of the simulation: no module is fetched while it runs, so that nothing in it waits for a disk. */
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { rolldown } from 'rolldown'

export const root = fileURLToPath(new URL('../..', import.meta.url))

/** @param change gets each source file, and answers with another text of it, or `null`. @returns where the program lies. */
export async function bundle(name, change = () => null) {
  const file = join(root, 'node_modules/.cache/simulation', `${name}.mjs`)
  const made = await rolldown({
    input: join(root, 'test/simulation/main.ts'),
    platform: 'node',
    logLevel: 'silent',
    resolve: { conditionNames: ['fermata-source', 'node', 'import'] },
    plugins: [{ name: 'change', transform: (source, id) => change(source, id.slice(root.length)) }],
  })
  await made.write({ file, format: 'esm', codeSplitting: false, sourcemap: 'inline' })
  return file
}
