/** Session logs: what follows runs inside a transaction of the caller. */
import type { Millis } from '@fermata/shared/clock'
import type { Envelope } from '@fermata/shared/protocol'
import type { LogEntry } from '../port.ts'
import { under, type StoredLog, type Tables } from './disk/tables.ts'

const EMPTY: StoredLog = { head: 0, forgetAt: null }

/** The log's head; empty when it was never begun, or was to be let go by now. */
export function logHead(tables: Tables, room: string, session: string, now: Millis): StoredLog {
  const log = tables.logs.get([room, session])
  return log && !isDue(log, now) ? log : EMPTY
}

/** Appends in order and answers the position of the last; `null` when there was nothing to append. */
export function append(
  tables: Tables, room: string, session: string, envelopes: readonly Envelope[], now: Millis,
): number | null {
  if (envelopes.length === 0) return null
  dropIfDue(tables, room, session, now)
  const log = logHead(tables, room, session, now)
  let at = log.head
  for (const envelope of envelopes) tables.entries.putSync([room, session, ++at], envelope)
  tables.logs.putSync([room, session], { ...log, head: at })
  return at
}

/** Sets when the log is let go, in place of an earlier time; `null`: it stays. */
export function forgetLogAt(tables: Tables, room: string, session: string, at: Millis | null, now: Millis): void {
  dropIfDue(tables, room, session, now)
  const log = logHead(tables, room, session, now)
  if (log.forgetAt !== null) tables.due.removeSync([log.forgetAt, 'log', room, session])
  tables.logs.putSync([room, session], { ...log, forgetAt: at })
  if (at !== null) tables.due.putSync([at, 'log', room, session], true)
}

/** Entries after a position, oldest first. */
export function entriesAfter(
  tables: Tables, room: string, session: string, after: number, limit: number,
): LogEntry[] {
  const start: [string, string, number] = [room, session, after + 1]
  const end: [string, string, number] = [room, session, Number.MAX_SAFE_INTEGER]
  return Array.from(tables.entries.getRange({ start, end, limit }), ({ key, value }) => ({ at: key[2], envelope: value }))
}

/** Removes a log with all its entries, when its time has come. */
export function dropIfDue(tables: Tables, room: string, session: string, now: Millis): void {
  const log = tables.logs.get([room, session])
  if (log && isDue(log, now)) dropLog(tables, room, session, log)
}

/** Removes a log with all its entries. */
export function dropLog(tables: Tables, room: string, session: string, log: StoredLog): void {
  for (const key of Array.from(under(tables.entries, [room, session]), (entry) => entry.key)) {
    tables.entries.removeSync(key)
  }
  if (log.forgetAt !== null) tables.due.removeSync([log.forgetAt, 'log', room, session])
  tables.logs.removeSync([room, session])
}

function isDue(log: StoredLog, now: Millis): boolean {
  return log.forgetAt !== null && log.forgetAt <= now
}
