import { defineScript, type CommandParser } from 'redis'
import type { Change } from '../../port.ts'
import { begin, lua, ownerBase, replies, type ScriptTime } from './prelude.ts'

/**
 * A record is a hash (rev, value, until) of its own, so that Redis can let it go by itself. A shelf is a sorted set
 * of its keys, scored by when they end. The length of the shelf's name keeps two names apart in one key.
 */
const NAMES = `
local function shelfKey(shelf) return base .. ':shelf:' .. shelf end
local function recordKey(shelf, key) return base .. ':record:' .. #shelf .. ':' .. shelf .. ':' .. key end
-- Revision and value of a record; 0 when it is not there (any more).
local function look(shelf, key)
  local found = redis.call('HMGET', recordKey(shelf, key), 'rev', 'value', 'until')
  if not found[1] or (found[3] ~= '' and tonumber(found[3]) <= now) then return 0 end
  return tonumber(found[1]), found[2]
end
`

/** A record's revision and value; `null` when it is not there. */
export const getRecord = defineScript({
  NUMBER_OF_KEYS: 1,
  SCRIPT: lua(`${NAMES}
local rev, value = look(ARGV[3], ARGV[4])
if rev == 0 then return false end
return { rev, value }
`),
  parseCommand(parser: CommandParser, time: ScriptTime, owner: string, shelf: string, key: string) {
    begin(parser, ownerBase(owner), time)
    parser.push(shelf, key)
  },
  transformReply: replies<[rev: number, value: string] | null>(),
})

/** All records of a shelf. */
export const listRecords = defineScript({
  NUMBER_OF_KEYS: 1,
  SCRIPT: lua(`${NAMES}
local listed = {}
for _, key in ipairs(redis.call('ZRANGEBYSCORE', shelfKey(ARGV[3]), '(' .. ARGV[1], '+inf')) do
  local rev, value = look(ARGV[3], key)
  if rev > 0 then listed[#listed + 1] = { key, rev, value } end
end
return listed
`),
  parseCommand(parser: CommandParser, time: ScriptTime, owner: string, shelf: string) {
    begin(parser, ownerBase(owner), time)
    parser.push(shelf)
  },
  transformReply: replies<[key: string, rev: number, value: string][]>(),
})

/** Makes all changes, or none; replies 1 or 0. ARGV from 3, for each: shelf, key, expect, 'put' or 'remove', value, until. */
export const writeRecords = defineScript({
  NUMBER_OF_KEYS: 1,
  SCRIPT: lua(`${NAMES}
local revs, isErased = {}, redis.call('EXISTS', base .. ':erased') == 1
for i = 3, #ARGV, 6 do
  if isErased and ARGV[i + 3] == 'put' then return 0 end
  revs[i] = look(ARGV[i], ARGV[i + 1])
  if ARGV[i + 2] ~= 'any' and tonumber(ARGV[i + 2]) ~= revs[i] then return 0 end
end
for i = 3, #ARGV, 6 do
  local record, shelf, key, ends = recordKey(ARGV[i], ARGV[i + 1]), shelfKey(ARGV[i]), ARGV[i + 1], ARGV[i + 5]
  redis.call('DEL', record)
  redis.call('ZREM', shelf, key)
  if ARGV[i + 3] == 'put' then
    redis.call('HSET', record, 'rev', revs[i] + 1, 'value', ARGV[i + 4], 'until', ends)
    redis.call('ZADD', shelf, ends == '' and '+inf' or ends, key)
    if ends ~= '' then endAfter(record, tonumber(ends)) end
  end
  -- The shelf goes with the last of its records.
  redis.call('ZREMRANGEBYSCORE', shelf, '-inf', ARGV[1])
  local last = redis.call('ZREVRANGE', shelf, 0, 0, 'WITHSCORES')[2]
  if last == 'inf' then redis.call('PERSIST', shelf) elseif last then endAfter(shelf, tonumber(last)) end
end
return 1
`),
  parseCommand(parser: CommandParser, time: ScriptTime, owner: string, changes: readonly Change[]) {
    begin(parser, ownerBase(owner), time)
    for (const { shelf, key, expect, value, until } of changes) {
      parser.push(shelf, key, String(expect), value === null ? 'remove' : 'put', value ?? '', String(until ?? ''))
    }
  },
  transformReply: replies<number>(),
})
