/** What ends: erasure of a room, and the sweep of what has had its time. Runs inside a transaction of the caller. */
import type { Millis } from '@fermata/shared/clock'
import { dropIfDue, dropLog } from './log.ts'
import { under, type DueKey, type Tables } from './disk/tables.ts'

/**
 * Removes a room with its logs and command ids and leaves its tombstone, also when the room is not there (any more).
 *
 * What is removed can no longer be read through the store; its bytes stay in the file until it is compacted.
 */
export function eraseRoom(tables: Tables, room: string, now: Millis): void {
  if (tables.erased.get(room) === undefined) tables.erased.putSync(room, now)
  // Collected first: a cursor must not be read on while what it stands on is removed.
  const logs = Array.from(under(tables.logs, [room]))
  for (const { key: [, session], value } of logs) dropLog(tables, room, session, value)
  const answers = Array.from(under(tables.answers, [room]))
  for (const { key, value } of answers) {
    tables.due.removeSync([value.until, 'answer', ...key])
    tables.answers.removeSync(key)
  }
  tables.rooms.removeSync(room)
}

/** Removes what was due by `now`, at most `limit` things, and answers how many it looked at. */
export function sweepDue(tables: Tables, now: Millis, limit: number): number {
  const keys = Array.from(tables.due.getRange({ limit }), ({ key }) => key).filter(([until]) => until <= now)
  for (const key of keys) {
    end(tables, key, now)
    tables.due.removeSync(key)
  }
  return keys.length
}

/** A due key can be late: it counts only while the thing itself still says so. */
function end(tables: Tables, key: DueKey, now: Millis): void {
  switch (key[1]) {
    case 'answer': {
      const [, , room, command] = key
      const answer = tables.answers.get([room, command])
      if (answer && answer.until <= now) tables.answers.removeSync([room, command])
      return
    }
    case 'log':
      return dropIfDue(tables, key[2], key[3], now)
    case 'record': {
      const [, , owner, shelf, name] = key
      const record = tables.records.get([owner, shelf, name])
      if (record && record.until !== null && record.until <= now) tables.records.removeSync([owner, shelf, name])
    }
  }
}
