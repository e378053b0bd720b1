import { type CommandId, newId, type RandomSource, type RoomId } from '@fermata/shared/ids'
import type { Up } from '@fermata/shared/protocol'
import * as protocol from '@fermata/shared/protocol'
import * as v from 'valibot'

let counted = 0
/** Ids that are all different, and the same in every run. */
export const counting: RandomSource = {
  bytes: (length) => {
    const bytes = new Uint8Array(length)
    new DataView(bytes.buffer).setUint32(0, ++counted)
    return bytes
  },
}
export const id = <Id extends string>(): Id => newId<Id>(counting)
export const BYTES_32 = 'A'.repeat(43)
/** As long as a room's sealed notes. */
export const NOTES_BOX = 'A'.repeat(21_883)

type Body = Up extends infer One ? (One extends Up ? Omit<One, 'command' | 'room'> : never) : never

/** One good message of each kind, about this room. */
export function upsOf(room: RoomId): Up[] {
  const session = id()
  const knock = id()
  const grant = id()
  const envelope = { v: 1, id: id(), session, grant, from: 'C', to: 'T', class: 'fact', seq: 1, box: 'AAAA' }
  const bodies = [
    { type: 'attach', proof: null, next: BYTES_32, media: 'none' },
    { type: 'enter', media: 'none' },
    { type: 'knock', session, knock, box: 'AAAA', next: BYTES_32 },
    { type: 'withdraw', session, knock },
    { type: 'notice', session, knock },
    { type: 'admit', session, knock, grant, box: 'AAAA', kept: 'AAAA' },
    { type: 'soon', session, knock },
    { type: 'turnAway', session, knock },
    { type: 'post', epoch: 1, envelope },
    { type: 'pull', session, after: 0 },
    { type: 'leave', session },
    { type: 'comeBack', session },
    { type: 'finish', session },
    { type: 'reopen', session },
    { type: 'flowing', session },
    { type: 'readNotes' },
    { type: 'writeNotes', rev: 1, box: NOTES_BOX },
  ] as unknown as Body[]
  return bodies.map((body) => v.parse(protocol.Up, { ...body, command: id<CommandId>(), room }))
}

export const validUps: readonly Up[] = upsOf(id<RoomId>())

const deep = (open: string, close: string, depth: number): unknown =>
  JSON.parse(open.repeat(depth) + close.repeat(depth))
const polluting = JSON.parse('{"__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}}}') as unknown
const [aMessage] = validUps

/** Too deep for whoever walks it by recursion. */
export const bottomless: readonly unknown[] = [
  deep('[', ']', 30_000),
  JSON.parse(`${'{"type":'.repeat(5_000)}1${'}'.repeat(5_000)}`) as unknown,
]

/** What a hostile page may put on the wire, none of it a message. */
export const hostile: readonly unknown[] = [
  null, true, false, 0, -0, 1, Number.MAX_VALUE, '', 'up', 'x'.repeat(50_000), [], {}, [[]], [{}],
  polluting,
  JSON.parse('{"type":"enter","__proto__":{"polluted":1}}') as unknown,
  { ...aMessage, type: 'toString' },
  { ...aMessage, type: '__proto__' },
  { ...aMessage, type: 'constructor' },
  { ...aMessage, type: ['attach'] },
  { ...aMessage, type: { toString: 'attach' } },
  { ...aMessage, command: { $ne: null } },
  { ...aMessage, command: { length: 22 } },
  { ...aMessage, room: { $gt: '' } },
  { ...aMessage, room: '../../../../etc/passwd' },
  { ...aMessage, next: `${'A'.repeat(42)}B` },
  { ...aMessage, device: 'somebody else' },
  { ...aMessage, by: 'therapist' },
  { _placeholder: true, num: 0 },
  { _placeholder: true, num: -1 },
  { _placeholder: true, num: 'constructor' },
  { ...aMessage, next: { _placeholder: true, num: 1e9 } },
  Object.assign(Object.create({ polluted: 1 }) as object, { type: 'enter', media: 'none' }),
  [aMessage],
  JSON.stringify(aMessage),
]
