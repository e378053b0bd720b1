import { defineScript, type CommandParser } from 'redis'
import { begin, lua, replies, roomBase, type ScriptTime } from './prelude.ts'

type LoadReply = [version: string, state: string, seatsAndEpochs: string[], leases: string[]] | null

/** The room as it is at one moment. Which leases still count is for the reader to say. */
export const loadRoom = defineScript({
  NUMBER_OF_KEYS: 1,
  SCRIPT: lua(`
local doc = redis.call('HMGET', base .. ':doc', 'version', 'state')
if not doc[1] then return false end
return { doc[1], doc[2], redis.call('HGETALL', base .. ':epochs'), redis.call('HVALS', base .. ':leases') }
`),
  parseCommand(parser: CommandParser, time: ScriptTime, room: string) {
    begin(parser, roomBase(room), time)
  },
  transformReply: replies<LoadReply>(),
})
