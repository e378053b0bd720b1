import type { Clock, Millis } from '@fermata/shared/clock'
import type { Change, RecordStore } from '../port.ts'
import { assertDistinct } from '../rules.ts'
import type { Engine } from './disk/engine.ts'
import { under, type StoredRecord, type Tables } from './disk/tables.ts'

/** Shelves of records in lmdb. */
export function embeddedRecords(engine: Engine, clock: Clock): RecordStore {
  return {
    get: (owner, shelf, key) =>
      engine.read((tables) => {
        const record = living(tables.records.get([owner, shelf, key]), clock.now())
        return record ? { rev: record.rev, value: record.value } : null
      }),

    list: (owner, shelf) =>
      engine.read((tables) => {
        const now = clock.now()
        return [...under(tables.records, [owner, shelf])]
          .filter(({ value }) => living(value, now))
          .map(({ key, value }) => ({ key: key[2], rev: value.rev, value: value.value }))
      }),

    async write(owner, changes) {
      assertDistinct(changes)
      return engine.write((tables) => writeNow(tables, owner, changes, clock.now()))
    },
  }
}

function writeNow(tables: Tables, owner: string, changes: readonly Change[], now: Millis): boolean {
  if (tables.erased.get(owner) !== undefined && changes.some(({ value }) => value !== null)) return false
  const before = changes.map(({ shelf, key }) => tables.records.get([owner, shelf, key]))
  const revs = before.map((record) => living(record, now)?.rev ?? 0)
  if (changes.some(({ expect }, index) => expect !== 'any' && expect !== revs[index])) return false

  changes.forEach((change, index) => {
    const name: [string, string, string] = [owner, change.shelf, change.key]
    const old = before[index]
    if (old && old.until !== null) tables.due.removeSync([old.until, 'record', ...name])
    if (change.value === null) {
      tables.records.removeSync(name)
      return
    }
    const until = change.until ?? null
    tables.records.putSync(name, { rev: (revs[index] ?? 0) + 1, value: change.value, until })
    if (until !== null) tables.due.putSync([until, 'record', ...name], true)
  })
  return true
}

/** The record, unless its time is over: from that moment it is as if it had been removed. */
function living(record: StoredRecord | undefined, now: Millis): StoredRecord | undefined {
  return record && (record.until === null || now < record.until) ? record : undefined
}
