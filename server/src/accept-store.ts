/** `npm run accept-store`: takes the store that is there in place of the one that this server knows. */
import { systemRandom } from './auth/hash.ts'
import { systemClock } from './clock.ts'
import { readConfig } from './config.ts'
import { StoreUnavailable, StoreUnfit } from './store/port.ts'
import { acceptStore } from './store/open.ts'

const fail = (problem: string): never => {
  process.stderr.write(`Nothing was changed: ${problem}\n`)
  process.exit(1)
}
const read = readConfig(process.env)
if (!read.ok) fail(read.problem)
else {
  const { store, erasedList } = read.config
  const said = await acceptStore(store, { clock: systemClock, random: systemRandom, erasedList }).catch((thrown: unknown) => {
    if (thrown instanceof StoreUnfit) return fail(thrown.message)
    if (thrown instanceof StoreUnavailable) return fail('the store does not answer.')
    throw thrown
  })
  process.stdout.write(`${said}\n`)
}
