/**
 * Makes package-lock.json whole: each package from the registry has its address and its hash there, wherever it was
 * installed. Some machines leave the addresses out or fetch from a mirror, and npm writes no hash of a package for another
 * system than its own. Run it after `npm install`; test/law/lock.test.ts says when it is needed.
 */
import { spawnSync } from 'node:child_process'
import { readFile, writeFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { addressOf, fromRegistry, nameOf } from './lock/entries.mjs'

const file = fileURLToPath(new URL('../package-lock.json', import.meta.url))

/** `null`: the registry has no such version. */
function hashOf(name, version) {
  const asked = spawnSync('npm', ['view', `${name}@${version}`, 'dist.integrity', '--json'], { encoding: 'utf8' })
  if (asked.status === 0) return JSON.parse(asked.stdout)
  if (JSON.parse(asked.stdout || '{}').error?.code === 'E404') return null
  throw new Error(`npm view ${name}@${version}: ${asked.stderr}`)
}

const lock = JSON.parse(await readFile(file, 'utf8'))
for (const [place, entry] of fromRegistry(lock)) {
  const { name, version, resolved: _before, integrity = hashOf(nameOf(place, entry), version), ...rest } = entry
  // Somebody names a build for another system that was never published: nobody can install it, and nobody needs it.
  if (integrity === null && entry.optional === true) delete lock.packages[place]
  if (integrity === null) continue
  // In the order in which npm writes them.
  lock.packages[place] = { ...(name === undefined ? {} : { name }), version, resolved: addressOf(place, entry), integrity, ...rest }
}
await writeFile(file, `${JSON.stringify(lock, null, 2)}\n`)
