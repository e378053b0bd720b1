import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'

/** Global set-up of the browser tests: what is driven is what the sources say. `npm test` has built that just before. */
export function setup(): void {
  if (process.env['BUILT'] === 'yes') return
  const root = fileURLToPath(new URL('../..', import.meta.url))
  const { status } = spawnSync(process.execPath, ['scripts/build.mjs', '--alone'], { cwd: root, stdio: 'inherit' })
  if (status !== 0) throw new Error('The app could not be built.')
}
