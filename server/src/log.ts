/**
 * The log knows codes, ids and numbers – by type, so that nothing a person said or is called can reach it. One JSON
 * object a line, on standard output. No addresses, no URLs, no names, no payloads.
 */
import type { Clock } from '@fermata/shared/clock'

/** Everything that is ever logged. */
export type LogCode =
  | 'listening'
  | 'stopping'
  | 'storeUnavailable'
  | 'storeReturned'
  | 'storeEmptied'
  | 'storeReplaced'
  | 'storeOursAgain'
  | 'storeWentBack'
  | 'storeUnfit'
  | 'storeFitAgain'
  | 'handlerFault'
  | 'requestFault'
  | 'unhandled'
  | 'flooded'
  | 'roomMade'
  | 'linkRenewed'
  | 'roomErased'
  | 'sessionErased'
  | 'reflectionErased'
  | 'accountErased'
  | 'erasureFinished'
  | 'practiceOpened'
  | 'signedIn'
  | 'wrongSecret'
  | 'admitted'
  | 'finished'

/** Ids and numbers that may stand beside a code. An id is 22 letters of base64url and says nothing of anybody. */
export interface LogFields {
  room?: string
  session?: string
  therapist?: string
  count?: number
  /** Name of an error class, never its message. */
  fault?: string
  /** Name of a message type or route of ours. */
  at?: string
}

export interface Log {
  info(code: LogCode, fields?: LogFields): void
  warn(code: LogCode, fields?: LogFields): void
}

/** A log that writes lines through `write`. */
export function openLog(clock: Clock, write: (line: string) => void): Log {
  const line = (level: 'info' | 'warn') => (code: LogCode, fields: LogFields = {}) =>
    write(`${JSON.stringify({ time: new Date(clock.now()).toISOString(), level, code, ...fields })}\n`)
  return { info: line('info'), warn: line('warn') }
}

/** The class of something thrown: all that may be logged of it. */
export const faultName = (thrown: unknown): string => (thrown instanceof Error ? thrown.name : typeof thrown)
