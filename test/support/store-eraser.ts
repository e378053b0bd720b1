/**
 * Makes rooms in an embedded store and erases every second one, each compacted before it is acknowledged, until it is
 * killed: a line on standard output for each room that is kept or erased. Arguments: the directory, and a prefix for the
 * rooms of this run. What a room holds says which it is, so that it can be looked for in the files.
 */
import type { CommandId, RoomId, Seat, SessionId } from '@fermata/shared/ids'
import type { Envelope } from '@fermata/shared/protocol'
import { openEmbeddedStore } from '../../server/src/store/embedded/open.ts'
import { realClock } from './real-clock.ts'

const [directory = '', prefix = ''] = process.argv.slice(2)
const SEAT = 'C' as Seat
const { rooms, records, compact } = await openEmbeddedStore({ directory, clock: realClock })
await compact()

const fill = async (room: RoomId): Promise<void> => {
  const canary = `<${room}>`
  await rooms.create(room, canary)
  const change = { state: canary, epochs: { [SEAT]: 1 } }
  await rooms.commit({ room, command: 'claim' as CommandId, expect: { version: 1 }, change, durable: true })
  const envelopes = [{ id: room as string, box: canary.repeat(40) } as unknown as Envelope]
  await rooms.commit({
    room, command: 'fact' as CommandId, expect: { seat: SEAT, epoch: 1 }, append: { session: 's' as SessionId, envelopes }, durable: true,
  })
  await records.write(room, [{ shelf: 'reflections', key: 'one', expect: 0, value: canary.repeat(400) }])
}

for (let count = 0; ; count++) {
  const [kept, erased] = [`${prefix}-${count}-kept` as RoomId, `${prefix}-${count}-erased` as RoomId]
  await Promise.all([fill(kept), fill(erased)])
  process.stdout.write(`${JSON.stringify({ kept })}\n`)
  await records.write(erased, [{ shelf: 'reflections', key: 'one', expect: 'any', value: null }])
  await rooms.erase(erased)
  // Others write meanwhile, as they do in a server.
  const meanwhile = `${prefix}-${count}-meanwhile` as RoomId
  await Promise.all([compact(), fill(meanwhile).then(() => process.stdout.write(`${JSON.stringify({ kept: meanwhile })}\n`))])
  process.stdout.write(`${JSON.stringify({ erased })}\n`)
}
