/** `npm run restore -- FILE`: brings a backup back while the server is stopped, without what was erased since. */
import { resolve } from 'node:path'
import { systemRandom } from './auth/hash.ts'
import { systemClock } from './clock.ts'
import { commandOnEmbedded } from './command.ts'
import { tidyErasures } from './erasure/again.ts'
import { erasedListIn } from './erasure/erased-list.ts'
import { Notes } from './rooms/notes.ts'
import { bringBack, openRestored } from './store/open.ts'

await commandOnEmbedded('restore', async ({ directory, erasedList }, file) => {
  await bringBack(directory, resolve(file))
  const store = await openRestored(directory, { clock: systemClock, random: systemRandom, erasedList })
  const parts = { store, notes: new Notes(store), random: systemRandom, list: erasedListIn(erasedList) }
  const erased = await tidyErasures(parts)
  await store.close()
  return `The backup was brought back. Erased again, as the list says: ${erased}.`
})
