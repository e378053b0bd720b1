/**
 * `npm run test:net`: the call on real faults of a network. Two browsers and a server, each in a network namespace of
 * its own, which needs root; without it nothing is tested, and that is said.
 */
import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('..', import.meta.url))
const missing = ['ip', 'tc', 'unshare'].filter((name) => spawnSync(name, ['-V']).error !== undefined)
const why =
  process.getuid?.() !== 0 ? 'it needs root' : missing.length > 0 ? `it needs ${missing.join(', ')} (Debian: iproute2, util-linux)` : null
if (why !== null) {
  process.stdout.write(`\nSKIPPED: nothing of the network was tested, because ${why}.\n\n`)
} else {
  const vitest = ['node_modules/.bin/vitest', 'run', '--config', 'test/net/vitest.config.ts', ...process.argv.slice(2)]
  // Everything happens in a network that only these processes see, and that is gone with them.
  const { status } = spawnSync('unshare', ['--net', '--mount', process.execPath, ...vitest], { cwd: root, stdio: 'inherit' })
  process.exitCode = status ?? 1
}
