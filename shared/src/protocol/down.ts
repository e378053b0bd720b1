/**
 * Everything the server can say unasked: one Socket.IO event `down`, one union. All of it is a hint: a browser
 * that missed one asks again (attach, pull) and is no worse off.
 */
import * as v from 'valibot'
import { RoomId } from '../ids.ts'
import { Delivered } from './envelope.ts'
import { RoomView } from './view.ts'

/** The room as it is now. */
export const ViewDown = v.strictObject({ type: v.literal('view'), view: RoomView })
/** A sealed message from the other seat. */
export const EnvelopeDown = v.strictObject({ type: v.literal('envelope'), room: RoomId, delivered: Delivered })
/** This link or room is no longer there; the socket closes after it. */
export const GoneDown = v.strictObject({ type: v.literal('gone'), room: RoomId })
/** This server is going away for a moment: connect again now. */
export const MoveDown = v.strictObject({ type: v.literal('move') })

export const Down = v.variant('type', [ViewDown, EnvelopeDown, GoneDown, MoveDown])
export type Down = v.InferOutput<typeof Down>
