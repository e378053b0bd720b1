import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'

/** Global set-up of every test run that starts the real server: what runs is what the sources say. */
export function setup(): void {
  const root = fileURLToPath(new URL('../..', import.meta.url))
  const compiler = 'node_modules/typescript/bin/tsc'
  const build = [compiler, '-b', 'shared', 'server']
  const { status, stdout } = spawnSync(process.execPath, build, { cwd: root, encoding: 'utf8' })
  if (status !== 0) throw new Error(`The server could not be built:\n${stdout}`)
}
