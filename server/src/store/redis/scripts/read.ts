import { defineScript, type CommandParser } from 'redis'
import { begin, lua, replies, roomBase, type ScriptTime } from './prelude.ts'

/** A page of a session's log (a list: position n lies at index n - 1) and its length. */
export const readLog = defineScript({
  NUMBER_OF_KEYS: 1,
  SCRIPT: lua(`
local log, after, limit = base .. ':log:' .. ARGV[3], tonumber(ARGV[4]), tonumber(ARGV[5])
local forgetAt = tonumber(redis.call('HGET', base .. ':logs', ARGV[3]) or '0')
if forgetAt > 0 and forgetAt <= now then return { 0, {} } end
if limit < 1 then return { redis.call('LLEN', log), {} } end
return { redis.call('LLEN', log), redis.call('LRANGE', log, after, after + limit - 1) }
`),
  parseCommand(parser: CommandParser, time: ScriptTime, room: string, session: string, after: number, limit: number) {
    begin(parser, roomBase(room), time)
    parser.push(session, String(after), String(limit))
  },
  transformReply: replies<[head: number, envelopes: string[]]>(),
})
