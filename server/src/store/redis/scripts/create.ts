import { defineScript, type CommandParser } from 'redis'
import { begin, lua, replies, roomBase, type ScriptTime } from './prelude.ts'

/** Makes a room; replies 1, or 0 when it is there or was erased. */
export const createRoom = defineScript({
  NUMBER_OF_KEYS: 1,
  SCRIPT: lua(`
if redis.call('EXISTS', base .. ':doc', base .. ':erased') > 0 then return 0 end
redis.call('HSET', base .. ':doc', 'version', 1, 'state', ARGV[3])
return 1
`),
  parseCommand(parser: CommandParser, time: ScriptTime, room: string, state: string) {
    begin(parser, roomBase(room), time)
    parser.push(state)
  },
  transformReply: replies<number>(),
})
