/**
 * What was erased, by its id, in a file of its own outside the store and outside its backups: one line each, on the disk
 * before anything goes. A backup that is brought back brings erased things back with it; by this list they go again.
 */
import { mkdir, open, readFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import { RoomId, SessionId, TherapistId } from '@fermata/shared/ids'
import * as v from 'valibot'
import { StoreUnavailable } from '../store/port.ts'

const Erased = v.variant('what', [
  v.strictObject({ what: v.literal('room'), room: RoomId }),
  v.strictObject({ what: v.literal('session'), room: RoomId, session: SessionId }),
  v.strictObject({ what: v.literal('reflection'), room: RoomId, session: SessionId }),
  v.strictObject({ what: v.literal('account'), therapist: TherapistId }),
])
export type Erased = v.InferOutput<typeof Erased>

export interface ErasedList {
  /** Answers once it is on the disk; throws `StoreUnavailable` when it cannot be, and then nothing may be erased. */
  add(erased: Erased): Promise<void>
  /** Each once, in the order they were added. */
  all(): Promise<Erased[]>
}

/** The list in this file, which is made when something is added. */
export const erasedListIn = (path: string): ErasedList => ({
  async add(erased) {
    try {
      await mkdir(dirname(path), { recursive: true, mode: 0o700 })
      const file = await open(path, 'a', 0o600)
      try {
        // A line that was cut short by an earlier end stays a line by itself, and names nothing.
        await file.write(`\n${JSON.stringify(erased)}\n`)
        await file.sync()
      } finally {
        await file.close()
      }
    } catch (cause) {
      throw new StoreUnavailable('the list of what was erased cannot be written', { cause })
    }
  },
  async all() {
    const text = await readFile(path, 'utf8').catch((problem: NodeJS.ErrnoException) => {
      if (problem.code === 'ENOENT') return ''
      throw problem
    })
    return [...new Set(text.split('\n'))].flatMap(read)
  },
})

function read(line: string): Erased[] {
  try {
    const erased = v.safeParse(Erased, JSON.parse(line))
    return erased.success ? [erased.output] : []
  } catch {
    return []
  }
}
