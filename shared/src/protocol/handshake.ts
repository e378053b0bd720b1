/**
 * Who a connection is: which tab (`device`, 128 random bits that only this tab and the server know), and by what
 * right. A client proves its link; a therapist's sign-in cookie travels with the request itself.
 * `nth` rises with every connection that the tab makes, also after a reload: of two that the server knows the later one
 * is the tab, in whatever order they got a word in.
 * The server decides what a socket may do from this alone, once, and from its own record afterwards.
 */
import * as v from 'valibot'
import { DeviceId, LinkId, RoomId } from '../ids.ts'
import { At, Bytes32, Counter } from './fields.ts'

export const Handshake = v.variant('as', [
  v.strictObject({
    as: v.literal('client'), v: Counter, device: DeviceId, nth: At, room: RoomId, link: LinkId, auth: Bytes32,
  }),
  v.strictObject({ as: v.literal('therapist'), v: Counter, device: DeviceId, nth: At }),
])
export type Handshake = v.InferOutput<typeof Handshake>
