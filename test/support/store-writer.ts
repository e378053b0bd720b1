/**
 * Writes to an embedded store until it is killed: facts, several at a time, and a line on standard output for each
 * commit the store has acknowledged. Arguments: the directory, and a prefix for the ids of this run.
 * With a third argument it instead writes ever larger records, up to that many, and says how each write ended.
 */
import type { CommandId, RoomId, Seat, SessionId } from '@fermata/shared/ids'
import type { Envelope } from '@fermata/shared/protocol'
import { openEmbeddedStore } from '../../server/src/store/embedded/open.ts'
import type { Store } from '../../server/src/store/port.ts'
import { realClock } from './real-clock.ts'

const ROOM = 'room' as RoomId
const SESSION = 'session' as SessionId
const SEAT = 'C' as Seat
const AT_A_TIME = 4

const [directory = '', prefix = '', records] = process.argv.slice(2)
const store = await openEmbeddedStore({ directory, clock: realClock })
if (records === undefined) await writeFacts(store)
else await fill(store, Number(records))

async function writeFacts({ rooms }: Store): Promise<void> {
  if (await rooms.create(ROOM, 's')) {
    const change = { state: 's', epochs: { [SEAT]: 1 } }
    await rooms.commit({ room: ROOM, command: 'claim' as CommandId, expect: { version: 1 }, change, durable: true })
  }
  const write = async (lane: number): Promise<void> => {
    for (let count = 0; ; count++) {
      const command = `${prefix}-${lane}-${count}` as CommandId
      const envelopes = [{ id: command as string, box: 'x'.repeat(500) } as unknown as Envelope]
      const answer = await rooms.commit({
        room: ROOM, command, expect: { seat: SEAT, epoch: 1 }, append: { session: SESSION, envelopes }, durable: true,
      })
      if (answer.outcome !== 'committed') throw new Error(answer.outcome)
      process.stdout.write(`${JSON.stringify({ command, at: answer.at })}\n`)
    }
  }
  await Promise.all(Array.from({ length: AT_A_TIME }, (_, lane) => write(lane)))
}

async function fill(full: Store, count: number): Promise<void> {
  // The test limits the size of files; without a listener, the signal for it would end the process.
  process.on('SIGXFSZ', () => undefined)
  for (let index = 0; index < count; index++) {
    const value = 'x'.repeat(100_000)
    const change = { shelf: 's', key: `${index}`, expect: 'any' as const, value }
    const outcome = await full.records.write('o', [change]).catch((thrown: unknown) => (thrown as Error).name)
    process.stdout.write(`${JSON.stringify(outcome)}\n`)
  }
  const removal = { shelf: 's', key: '0', expect: 'any' as const, value: null }
  process.stdout.write(`${JSON.stringify(await full.records.write('o', [removal]))}\n`)
  await full.close()
}
