/**
 * Who has the directory open. The file of the store is put in the place of another only by a process that is alone with
 * it: what somebody else wrote into the old file meanwhile would be lost. Each process leaves a name there while it has
 * the store open, and one while it copies; a name whose process has ended counts for nothing.
 */
import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

const NAME = /^(open|copying)\.(\d+)-(\d*)-\d+$/
/** A number may be given to another process later; the moment it began tells them apart, where the system says it. */
const SELF = `${process.pid}-${lookAt(process.pid)?.began ?? ''}`
let count = 0
/** The names this process has left, in whatever directory. */
const own = new Set<string>()

/** Leaves a name until what it answers is called. */
export function leaveName(directory: string, kind: 'open' | 'copying'): () => void {
  const path = join(directory, `${kind}.${SELF}-${(count += 1)}`)
  own.add(path)
  writeFileSync(path, '')
  return () => {
    own.delete(path)
    rmSync(path, { force: true })
  }
}

/** How many have it open, ourselves among them, or are copying. Names of processes that ended are removed. */
export function living(directory: string, kind: 'open' | 'copying'): number {
  return readdirSync(directory).filter((name) => {
    const found = NAME.exec(name)
    if (found?.[1] !== kind) return false
    const path = join(directory, name)
    const [pid, began] = [Number(found[2]), found[3] ?? '']
    const lives = pid === process.pid ? own.has(path) : isAlive(pid, began)
    if (!lives) rmSync(path, { force: true })
    return lives
  }).length
}

function isAlive(pid: number, began: string): boolean {
  try {
    process.kill(pid, 0)
  } catch (problem) {
    // It is there and somebody else's.
    if ((problem as NodeJS.ErrnoException).code !== 'EPERM') return false
  }
  const now = lookAt(pid)
  // It has ended, and whoever started it has not looked yet.
  if (now?.state === 'Z') return false
  return began === '' || now === null || now.began === began
}

/** What a process does, and when it began, as Linux tells it; `null` where the system does not. */
function lookAt(pid: number): { state: string; began: string } | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'latin1')
    // The name of the program may hold spaces; after it come the other fields, of which these are the first and the twentieth.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
    return { state: fields[0] ?? '', began: fields[19] ?? '' }
  } catch {
    return null
  }
}
