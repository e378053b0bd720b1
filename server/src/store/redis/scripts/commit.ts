import { defineScript, type CommandParser } from 'redis'
import { COMMAND_MEMORY, type Commit } from '../../port.ts'
import { begin, lua, replies, roomBase, type ScriptTime } from './prelude.ts'

type CommitReply =
  | [outcome: 'stale' | 'gone']
  /** `at` is 0 when nothing was appended. */
  | [outcome: 'committed', version: number, at: number, repeated: number]

/**
 * A whole commit. All refusals come before the first write, because Redis does not take back what a script wrote
 * before it failed.
 * ARGV: 3 the order (JSON), 4 the new state, then the envelopes (JSON each).
 */
export const commitRoom = defineScript({
  NUMBER_OF_KEYS: 1,
  SCRIPT: lua(`
local order = cjson.decode(ARGV[3])
local doc, epochs, commands, logs = base .. ':doc', base .. ':epochs', base .. ':commands', base .. ':logs'
local function logKey(session) return base .. ':log:' .. session end

local version = redis.call('HGET', doc, 'version')
if not version then return { 'gone' } end
version = tonumber(version)

-- Known already? Answered as the first time.
local answer = redis.call('HGET', commands, order.command)
if answer then
  local till, thenVersion, thenAt = string.match(answer, '^(%d+):(%d+):(%d+)$')
  if tonumber(till) > now then return { 'committed', tonumber(thenVersion), tonumber(thenAt), 1 } end
end

-- Fences.
if order.seat == '' then
  if version ~= order.expected then return { 'stale' } end
elseif tonumber(redis.call('HGET', epochs, order.seat) or nil) ~= order.expected then
  return { 'stale' }
end

if order.change then
  version = version + 1
  redis.call('HSET', doc, 'version', version, 'state', ARGV[4])
  redis.call('DEL', epochs)
  for _, pair in ipairs(order.epochs) do
    redis.call('HSET', epochs, pair[1], string.format('%.0f', pair[2]))
  end
end

-- Logs whose time has come go now, so that what is appended does not join what was to be forgotten.
local known = redis.call('HGETALL', logs)
for i = 1, #known, 2 do
  local forgetAt = tonumber(known[i + 1])
  if forgetAt > 0 and forgetAt <= now then
    redis.call('DEL', logKey(known[i]))
    redis.call('HDEL', logs, known[i])
  end
end

local at = 0
for i = 5, #ARGV do
  at = redis.call('RPUSH', logKey(order.append), ARGV[i])
end
if at > 0 then redis.call('HSETNX', logs, order.append, '0') end
if order.forget ~= '' then redis.call('HSET', logs, order.forget, string.format('%.0f', order.forgetAt)) end
for _, session in ipairs({ order.append, order.forget }) do
  local forgetAt = tonumber(redis.call('HGET', logs, session) or '0')
  if forgetAt > 0 then endAfter(logKey(session), forgetAt) else redis.call('PERSIST', logKey(session)) end
end

-- Remember the answer; forget some that are old enough.
local due, till = commands .. ':due', now + order.memory
for _, old in ipairs(redis.call('ZRANGEBYSCORE', due, '-inf', ARGV[1], 'LIMIT', 0, 100)) do
  redis.call('HDEL', commands, old)
  redis.call('ZREM', due, old)
end
redis.call('HSET', commands, order.command, string.format('%.0f:%.0f:%.0f', till, version, at))
redis.call('ZADD', due, string.format('%.0f', till), order.command)
endAfter(commands, till)
endAfter(due, till)
return { 'committed', version, at, 0 }
`),
  parseCommand(parser: CommandParser, time: ScriptTime, commit: Commit) {
    const { change, append, forget, expect } = commit
    begin(parser, roomBase(commit.room), time)
    const order = {
      command: commit.command,
      ...('version' in expect ? { seat: '', expected: expect.version } : { seat: expect.seat, expected: expect.epoch }),
      change: change !== undefined,
      epochs: Object.entries(change?.epochs ?? {}),
      append: append?.session ?? '',
      forget: forget?.session ?? '',
      // 0: it stays.
      forgetAt: forget?.at ?? 0,
      memory: COMMAND_MEMORY,
    }
    parser.push(JSON.stringify(order), change?.state ?? '')
    for (const envelope of append?.envelopes ?? []) parser.push(JSON.stringify(envelope))
  },
  transformReply: replies<CommitReply>(),
})
