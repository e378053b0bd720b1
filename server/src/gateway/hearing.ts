/**
 * One message of one connection: parse, dispatch, acknowledge. Whatever comes in, the answer is an acknowledgement or
 * nothing, and nobody else notices.
 */
import type { RoomId } from '@fermata/shared/ids'
import { type Ack, Up } from '@fermata/shared/protocol'
import type { Refusal } from '@fermata/shared/result'
import * as v from 'valibot'
import { faultName, type Log } from '../log.ts'
import type { RoomService } from '../rooms/service.ts'
import { StoreUnavailable, type Store } from '../store/port.ts'
import type { Place } from './connection.ts'
import { dispatch, SHOWN_AFTER } from './handlers.ts'

export interface HearingParts {
  store: Pick<Store, 'now'>
  rooms: RoomService
  log: Log
}

/** Rooms of one connection: a client has one, a therapist all of theirs. */
export type Places = ReadonlyMap<RoomId, Place>

const isCallback = (value: unknown): value is (ack: Ack) => void => typeof value === 'function'
/** By its type: a message is tried against the one schema it can fit, not against each in turn. */
const parsers = new Map<unknown, (raw: unknown) => v.SafeParseResult<typeof Up>>(
  Up.options.map((schema) => [schema.entries.type.literal, v.safeParser(schema)]),
)
const typeOf = (raw: unknown): unknown => (typeof raw === 'object' && raw !== null && 'type' in raw ? raw.type : undefined)

/** Never rejects. `acknowledge` is whatever stood where the browser's callback should be. */
export async function hear(parts: HearingParts, places: Places, raw: unknown, acknowledge: unknown): Promise<void> {
  const { store, rooms, log } = parts
  const answer = isCallback(acknowledge) ? acknowledge : () => {}
  const refused = (refusal: Refusal): void => answer({ outcome: 'refused', now: store.now(), refusal })

  const parsed = parsers.get(typeOf(raw))?.(raw)
  if (parsed?.success !== true) return refused({ code: 'malformed' })
  const message = parsed.output
  const place = places.get(message.room)
  if (place === undefined) return refused({ code: 'noSuchRoom' })
  try {
    const result = await dispatch(rooms, place, message)
    const now = store.now()
    if (!result.ok) return refused(result.refusal)
    if ('entries' in result.value) return answer({ outcome: 'log', now, ...result.value })
    if ('notes' in result.value) return answer({ outcome: 'notes', now, ...result.value })
    answer({ outcome: 'committed', now, ...result.value })
    // After the answer: a tab that hears where it stands already knows that it is meant.
    if (SHOWN_AFTER.has(message.type)) await rooms.publish(message.room, place)
  } catch (thrown) {
    const code = thrown instanceof StoreUnavailable ? 'storeUnavailable' : 'handlerFault'
    log.warn(code, { at: message.type, fault: faultName(thrown) })
    refused({ code: 'unavailable', retryAfterMs: 1_000 })
  }
}
