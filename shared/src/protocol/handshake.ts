/**
 * Who a connection is: which tab (`device`, 128 random bits that only this tab and the server know), and by what
 * right. A client proves its link; a therapist's sign-in cookie travels with the request itself.
 * The server decides what a socket may do from this alone, once, and from its own record afterwards.
 */
import * as v from 'valibot'
import { DeviceId, LinkId, RoomId } from '../ids.ts'
import { Bytes32, Counter } from './fields.ts'

export const Handshake = v.variant('as', [
  v.strictObject({ as: v.literal('client'), v: Counter, device: DeviceId, room: RoomId, link: LinkId, auth: Bytes32 }),
  v.strictObject({ as: v.literal('therapist'), v: Counter, device: DeviceId }),
])
export type Handshake = v.InferOutput<typeof Handshake>
