/**
 * Which store this server knows: a small file outside the store, beside the list of what was erased. A store that is
 * suddenly empty cannot say what it was; this file can.
 */
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { StoreId } from '@fermata/shared/ids'
import * as v from 'valibot'

/** The identity of the one store a server expects. */
export interface KnownStore {
  /** `null`: this server has never met a store. */
  read(): Promise<StoreId | null>
  write(store: StoreId): Promise<void>
}

const Kept = v.strictObject({ store: StoreId })

/** Kept in a file for each kind of store, so that trying the other kind is no alarm. Throws when it cannot be read. */
export function knownBeside(erasedList: string, kind: 'embedded' | 'redis'): KnownStore {
  const file = join(dirname(erasedList), `known-store.${kind}.json`)
  return {
    async read() {
      const text = await readFile(file, 'utf8').catch((thrown: NodeJS.ErrnoException) => {
        if (thrown.code === 'ENOENT') return null
        throw thrown
      })
      return text === null ? null : v.parse(Kept, JSON.parse(text)).store
    },
    async write(store) {
      await mkdir(dirname(file), { recursive: true, mode: 0o700 })
      await writeFile(`${file}.new`, `${JSON.stringify({ store })}\n`, { mode: 0o600, flush: true })
      await rename(`${file}.new`, file)
    },
  }
}
