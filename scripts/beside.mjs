/**
 * Runs one of the server's commands: `backup` and `restore` copy the embedded store, `setup-link` prints a new
 * set-up link, `accept-store` takes another store than the one that is known. Builds the server first where that was not done yet.
 */
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const [command, ...given] = process.argv.slice(2)
const root = fileURLToPath(new URL('..', import.meta.url))
const program = fileURLToPath(new URL(`../server/dist/${command}.js`, import.meta.url))

function run(cwd, ...args) {
  const { status } = spawnSync(process.execPath, args, { cwd, stdio: 'inherit' })
  if (status !== 0) process.exit(status ?? 1)
}

if (!existsSync(program)) run(root, 'node_modules/typescript/bin/tsc', '-b', '--force', 'shared', 'server')
run(root, program, ...given)
