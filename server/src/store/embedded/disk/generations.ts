/**
 * Which file of the directory is the store. What was erased leaves its bytes behind in the file, so the store is copied
 * into a new file under the next number, and the old one goes. Whoever opens the directory takes the highest number:
 * killed at any moment, either the old file or the whole new one is found.
 */
import { closeSync, fsyncSync, openSync, readdirSync, renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'

const NAME = /^fermata(?:-(\d+))?\.mdb$/
/** A copy that is not whole yet. */
const UNFINISHED = 'fermata.next.mdb'

export const fileOf = (directory: string, generation: number): string =>
  join(directory, generation === 0 ? 'fermata.mdb' : `fermata-${generation}.mdb`)

/** The number of the file in use; 0 for the first, also while it is not there. */
export function newest(directory: string): number {
  const numbers = readdirSync(directory).flatMap((name) => (NAME.test(name) ? [Number(NAME.exec(name)?.[1] ?? 0)] : []))
  return Math.max(0, ...numbers)
}

/** Where the next file is prepared; what an earlier, interrupted copy left there is removed. */
export function prepare(directory: string): string {
  const path = join(directory, UNFINISHED)
  for (const left of [path, lockOf(path)]) rmSync(left, { force: true })
  return path
}

/** Puts the prepared file, whole and on the disk, in the place of this one, and removes all that came before. */
export function replace(directory: string, generation: number): void {
  const path = join(directory, UNFINISHED)
  sync(path)
  renameSync(path, fileOf(directory, generation + 1))
  // The new name is on the disk before an old file goes.
  sync(directory)
  removeBefore(directory, generation + 1)
}

/** Removes older files: of this replacement, and of one that was cut short. */
export function removeBefore(directory: string, generation: number): void {
  for (const name of readdirSync(directory)) {
    const found = NAME.exec(name)
    if (found === null || Number(found[1] ?? 0) >= generation) continue
    for (const left of [join(directory, name), lockOf(join(directory, name))]) rmSync(left, { force: true })
  }
  sync(directory)
}

/** Beside each file lies one by which processes take turns. */
export const lockOf = (path: string): string => `${path}-lock`

function sync(path: string): void {
  const file = openSync(path, 'r')
  fsyncSync(file)
  closeSync(file)
}
