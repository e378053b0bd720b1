/** A copy of the embedded store for safe keeping, made beside a running server, and the way back. */
import { chmodSync, existsSync, mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs'
import { StoreUnavailable } from '../port.ts'
import { lockOf, fileOf, newest, prepare, replace } from './disk/generations.ts'
import { leaveName, living } from './disk/openers.ts'
import { copyTables, openEnvironment, openTables } from './disk/tables.ts'

/** Writes all that the store of this directory holds, as of one moment, into a new file that only this user may read. */
export async function backUp(directory: string, file: string): Promise<void> {
  if (existsSync(file)) throw new StoreUnavailable(`${file} is there already`)
  if (!existsSync(directory) || readdirSync(directory).length === 0) throw new StoreUnavailable(`there is no store in ${directory}`)
  // While we look at it, it is not put in the place of another.
  const leave = leaveName(directory, 'open')
  if (living(directory, 'copying') > 0) {
    leave()
    throw new StoreUnavailable('the store is just being compacted; please try again in a moment')
  }
  try {
    await copyFile(fileOf(directory, newest(directory)), `${file}.part`)
  } finally {
    leave()
  }
  chmodSync(`${file}.part`, 0o600)
  renameSync(`${file}.part`, file)
}

/** Puts a backup in the place of the store of this directory. Nobody may have that open. */
export async function bringBack(directory: string, file: string): Promise<void> {
  if (!existsSync(file)) throw new StoreUnavailable(`${file} is not there`)
  mkdirSync(directory, { recursive: true, mode: 0o700 })
  const done = leaveName(directory, 'copying')
  try {
    if (living(directory, 'open') > 0) throw new StoreUnavailable('the server is running; stop it first')
    await copyFile(file, prepare(directory))
    replace(directory, newest(directory))
  } finally {
    done()
  }
}

async function copyFile(from: string, to: string): Promise<void> {
  rmSync(to, { force: true })
  const [source, target] = [openEnvironment(from), openEnvironment(to)]
  try {
    copyTables(openTables(source), target)
  } finally {
    await Promise.all([source.close(), target.close()])
    rmSync(lockOf(to), { force: true })
  }
}
