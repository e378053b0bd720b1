/** `npm run setup-link`: prints a new set-up link. Builds the server first where that was not done yet. */
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('..', import.meta.url))
const program = fileURLToPath(new URL('../server/dist/setup-link.js', import.meta.url))

function run(...args) {
  const { status } = spawnSync(process.execPath, args, { cwd: root, stdio: 'inherit' })
  if (status !== 0) process.exit(status ?? 1)
}

if (!existsSync(program)) run('node_modules/typescript/bin/tsc', '-b', 'shared', 'server')
run(program)
