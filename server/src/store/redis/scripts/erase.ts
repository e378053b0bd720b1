import { defineScript, type CommandParser } from 'redis'
import { begin, lua, replies, roomBase, type ScriptTime } from './prelude.ts'

/**
 * Removes a room and leaves its tombstone: the time of the first erasure, kept for ever.
 * What is removed can still stand in the append-only file until Redis rewrites it.
 */
export const eraseRoom = defineScript({
  NUMBER_OF_KEYS: 1,
  SCRIPT: lua(`
redis.call('SET', base .. ':erased', ARGV[1], 'NX')
for _, session in ipairs(redis.call('HKEYS', base .. ':logs')) do
  redis.call('DEL', base .. ':log:' .. session)
end
redis.call('DEL', base .. ':doc', base .. ':epochs', base .. ':leases', base .. ':logs',
  base .. ':commands', base .. ':commands:due')
return 1
`),
  parseCommand(parser: CommandParser, time: ScriptTime, room: string) {
    begin(parser, roomBase(room), time)
  },
  transformReply: replies<number>(),
})
