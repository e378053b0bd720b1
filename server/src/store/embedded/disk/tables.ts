/**
 * What lies where in the file. Keys are arrays that sort part by part, so that everything of one room, one log or
 * one shelf lies together and is read in one sweep.
 */
import type { Millis } from '@fermata/shared/clock'
import type { Envelope } from '@fermata/shared/protocol'
import { open, type Database, type Key, type RootDatabase } from 'lmdb'
import type { Entry, RoomDocument } from '../../port.ts'

/** The head of a session's log. */
export interface StoredLog {
  /** Position of the newest entry; 0 when there is none. */
  head: number
  /** When the log is to be let go, if that is known. */
  forgetAt: Millis | null
}

/** The answer a command got, for when it comes again. */
export interface StoredAnswer {
  version: number
  at: number | null
  until: Millis
}

export interface StoredRecord extends Entry {
  until: Millis | null
}

/** What a due key is about, and the rest of the key under which that lies. */
export type DueKey =
  | [Millis, 'answer', room: string, command: string]
  | [Millis, 'log', room: string, session: string]
  | [Millis, 'record', owner: string, shelf: string, key: string]

export interface Tables {
  rooms: Database<RoomDocument, string>
  logs: Database<StoredLog, [room: string, session: string]>
  entries: Database<Envelope, [room: string, session: string, at: number]>
  answers: Database<StoredAnswer, [room: string, command: string]>
  /** Rooms that were erased, and when. Kept for ever: an erased id never comes back. */
  erased: Database<Millis, string>
  records: Database<StoredRecord, [owner: string, shelf: string, key: string]>
  /** What ends when, soonest first: the sweeper reads from the front. */
  due: Database<true, DueKey>
}

/** Opens (or makes) the environment in this file. Several processes may have it open. */
export function openEnvironment(path: string): RootDatabase {
  return open({
    path,
    maxDbs: 16,
    overlappingSync: false,
    // With it on, a failed commit rejects one more promise that nobody can reach, and so ends the process.
    eventTurnBatching: false,
  })
}

export function openTables(environment: RootDatabase): Tables {
  const table = <V, K extends Key>(name: string): Database<V, K> => environment.openDB<V, K>({ name })
  return {
    rooms: table('rooms'),
    logs: table('logs'),
    entries: table('entries'),
    answers: table('answers'),
    erased: table('erased'),
    records: table('records'),
    due: table('due'),
  }
}

/**
 * Writes all that the tables hold, and nothing else, into an empty environment, in one transaction. A copy of the file's
 * pages would not do: what was removed stays in the unused part of a page that is in use. Throws when not all is there.
 */
export function copyTables(from: Tables, environment: RootDatabase): void {
  const to = openTables(environment)
  environment.transactionSync(() => {
    for (const name of Object.keys(from) as (keyof Tables)[]) {
      const [source, target] = [from[name], to[name]] as unknown as Database<unknown, Key>[]
      for (const { key, value } of source?.getRange({}) ?? []) target?.putSync(key, value)
    }
  })
  for (const name of Object.keys(from) as (keyof Tables)[]) {
    if (to[name].getCount() !== from[name].getCount()) throw new Error(`not all of ${name} was copied`)
  }
}

/** All entries whose key begins with `prefix`, in order. The rest of the key may be anything. */
export function* under<V, K extends Key[]>(table: Database<V, K>, prefix: Key[]): Generator<{ key: K; value: V }> {
  for (const entry of table.getRange({ start: prefix })) {
    if (prefix.some((part, index) => entry.key[index] !== part)) return
    yield entry
  }
}
