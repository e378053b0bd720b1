/** `npm run backup -- FILE`: copies the embedded store into a file, also while the server runs. */
import { resolve } from 'node:path'
import { commandOnEmbedded } from './command.ts'
import { backUp } from './store/open.ts'

await commandOnEmbedded('backup', async ({ directory }, file) => {
  await backUp(directory, resolve(file))
  return `The backup is in ${resolve(file)}. What was erased before is not in it.`
})
