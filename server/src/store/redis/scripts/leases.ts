import { defineScript, type CommandParser } from 'redis'
import { type Lease, LEASE_AT_MOST } from '../../port.ts'
import { begin, lua, replies, roomBase, type ScriptTime } from './prelude.ts'

/**
 * Takes those leases of one room that are of their seat's current epoch and that no other process took later; replies
 * 1 for each refused, else 0.
 */
export const renewLeases = defineScript({
  NUMBER_OF_KEYS: 1,
  SCRIPT: lua(`
local refused, last = {}, now
local function overtaken(lease)
  local held = redis.call('HGET', base .. ':leases', lease.seat)
  if not held then return false end
  held = cjson.decode(held)
  if held.node == lease.node or held.epoch ~= lease.epoch then return false end
  return now < held['until'] and held['until'] - now <= ${LEASE_AT_MOST} and held.taken >= lease.taken
end
for i = 3, #ARGV, 4 do
  local current = tonumber(redis.call('HGET', base .. ':epochs', ARGV[i]) or nil)
  if current == tonumber(ARGV[i + 1]) and not overtaken(cjson.decode(ARGV[i + 3])) then
    redis.call('HSET', base .. ':leases', ARGV[i], ARGV[i + 3])
    last = math.max(last, tonumber(ARGV[i + 2]))
    refused[#refused + 1] = 0
  else
    refused[#refused + 1] = 1
  end
end
-- The other seat's lease may last longer than these.
local left = redis.call('PTTL', base .. ':leases')
if last - now + SLACK > left then endAfter(base .. ':leases', last) end
return refused
`),
  parseCommand(parser: CommandParser, time: ScriptTime, room: string, leases: readonly Lease[]) {
    begin(parser, roomBase(room), time)
    for (const { seat, epoch, device, node, until, taken } of leases) {
      parser.push(seat, String(epoch), String(until), JSON.stringify({ seat, epoch, device, node, until, taken }))
    }
  },
  transformReply: replies<number[]>(),
})

/** Ends a lease, if this node holds it at this epoch. */
export const releaseLease = defineScript({
  NUMBER_OF_KEYS: 1,
  SCRIPT: lua(`
local held = redis.call('HGET', base .. ':leases', ARGV[3])
if not held then return 0 end
held = cjson.decode(held)
if held.epoch ~= tonumber(ARGV[4]) or held.node ~= ARGV[5] then return 0 end
return redis.call('HDEL', base .. ':leases', ARGV[3])
`),
  parseCommand(
    parser: CommandParser, time: ScriptTime, room: string, lease: Pick<Lease, 'seat' | 'epoch' | 'node'>,
  ) {
    begin(parser, roomBase(room), time)
    parser.push(lease.seat, String(lease.epoch), lease.node)
  },
  transformReply: replies<number>(),
})
