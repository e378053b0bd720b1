/** What backup and restore have in common: one file is named, the store is the embedded one, a fault is a sentence. */
import { readConfig } from './config.ts'
import { StoreUnavailable } from './store/port.ts'

/** Runs `act` with the store's directory and the file that was named; prints what it answers. */
export async function commandOnEmbedded(
  name: string,
  act: (where: { directory: string; erasedList: string }, file: string) => Promise<string>,
): Promise<void> {
  const fail = (problem: string): never => {
    process.stderr.write(`Nothing was changed: ${problem}\n`)
    process.exit(1)
  }
  const [file] = process.argv.slice(2)
  const read = readConfig(process.env)
  if (!read.ok) return fail(read.problem)
  const { store, erasedList } = read.config
  if (store.kind === 'redis') return fail('Redis is backed up by its own means; docs/backup.md says how.')
  if (file === undefined) return fail(`name the file: npm run ${name} -- FILE`)
  const said = await act({ directory: store.directory, erasedList }, file).catch((thrown: unknown) =>
    fail(thrown instanceof StoreUnavailable ? thrown.message : String(thrown)))
  process.stdout.write(`${said}\n`)
}
