/** `npm run setup-link`: prints a new set-up link, also while the server runs. */
import { systemRandom } from './auth/hash.ts'
import { newSetupToken, setupPath } from './auth/set-up.ts'
import { systemClock } from './clock.ts'
import { originOf, readConfig } from './config.ts'
import { openStore } from './store/open.ts'
import { StoreUnfit } from './store/port.ts'

const read = readConfig(process.env)
if (!read.ok) {
  process.stderr.write(`No link could be made: ${read.problem}\n`)
  process.exit(1)
}
const { config } = read
const store = await openStore(config.store, {
  clock: systemClock, random: systemRandom, erasedList: config.erasedList, advise: () => undefined, ifAway: 'giveUp',
}).catch((thrown: unknown) => {
  if (!(thrown instanceof StoreUnfit)) throw thrown
  process.stderr.write(`No link could be made: ${thrown.message}\n`)
  process.exit(1)
})
const token = await newSetupToken(store, systemRandom)
process.stdout.write(`${originOf(config, config.port).origin}${setupPath(token)}\n`)
await store.close()
