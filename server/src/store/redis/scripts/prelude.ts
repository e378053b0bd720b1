import type { Millis } from '@fermata/shared/clock'
import type { CommandParser } from 'redis'

/** How a script learns the time. */
export interface ScriptTime {
  now: Millis
  /** The script refuses (`DRIFT`) when Redis' clock is further away; `null`: it does not look. */
  allowedDrift: Millis | null
}

/** Begins the error of a script that was told a time too far from Redis' own. It has then changed nothing. */
export const DRIFT = 'DRIFT'

/**
 * A script with what all of ours begin with.
 *
 * `base` is `tr:{…}`, and every key the script touches begins with it: one hash tag, so one slot. The keys are made
 * inside the script, because which logs a room has is known only there.
 * Keys that end live `SLACK` longer than they count: what is over is decided by `now`, and Redis only cleans up.
 */
export function lua(body: string): string {
  return `
local base, now = KEYS[1], tonumber(ARGV[1])
if ARGV[2] ~= '' then
  local time = redis.call('TIME')
  local drift = math.abs(time[1] * 1000 + math.floor(time[2] / 1000) - now)
  if drift > tonumber(ARGV[2]) then return redis.error_reply('${DRIFT} the time given is too far from the time here') end
end
local SLACK = 5000
-- Lets a key go some time after a moment given in milliseconds since 1970.
local function endAfter(key, moment)
  redis.call('PEXPIRE', key, string.format('%.0f', math.max(0, moment - now) + SLACK))
end
${body}`
}

/** Pushes what `lua` expects: the one key, and the time. The script's own arguments follow, from ARGV[3]. */
export function begin(parser: CommandParser, base: string, time: ScriptTime): void {
  parser.pushKey(base)
  parser.push(String(time.now), time.allowedDrift === null ? '' : String(time.allowedDrift))
}

/** The keys of a room begin with this. */
export const roomBase = (room: string): string => `tr:{${room}}`
/** The keys of an owner's records begin with this. */
export const ownerBase = (owner: string): string => `tr:{${owner}}`

/** Says what a script replies (`defineScript` has the type of the reply from here; nothing is changed). */
export const replies = <Reply>() => undefined as unknown as () => Reply
