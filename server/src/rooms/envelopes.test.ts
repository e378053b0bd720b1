import { SECOND } from '@fermata/shared/clock'
import type { CommandId, EnvelopeId } from '@fermata/shared/ids'
import { CLIENT, THERAPIST } from '@fermata/shared/ids'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { Ear, name, openSeatedBench, processOn, type SeatedBench } from '../../../test/support/practice/room-bench.ts'
import { enter, finish, OTHER_DESK, TAB } from '../../../test/support/session/bench.ts'
import { StoreUnavailable } from '../store/port.ts'
import { alone } from './nodes/nodes.ts'
import type { RoomService } from './service.ts'

let bench: SeatedBench
beforeEach(async () => void (bench = await openSeatedBench()))
afterEach(() => bench.dispose())

/** A hint of the client's, or of a desk. */
const hint = (by: 'client' | typeof OTHER_DESK = 'client', epoch = 1) => {
  const id = name<EnvelopeId>()
  const [from, to] = by === 'client' ? [CLIENT, THERAPIST] : [THERAPIST, CLIENT]
  const envelope = {
    v: 1, id, session: bench.session, grant: 'grant' as never, from, to, class: 'hint', seq: 1, box: 'AAAA',
  } as const
  const actor = by === 'client' ? { seat: 'client', device: TAB } as const : { seat: 'therapist', device: by } as const
  return bench.rooms.envelopes.post(bench.room, actor, epoch, envelope, id as string as CommandId)
}
const heardBy = (ear: Ear) => ear.heard.filter(({ type }) => type === 'envelope').length
/** How often the store is asked meanwhile. */
const asked = async (act: () => Promise<unknown>): Promise<number> => {
  const before = bench.store.calls
  await act()
  return bench.store.calls - before
}
/** Another server process on this store, whose words do not arrive here. */
const unheard = (): RoomService => processOn(bench, alone('unheard')).rooms

test('RO61 hints of one second ask the store once', async () => {
  await hint()
  const burst = async () => {
    for (let n = 0; n < 10; n++) expect(await hint()).toMatchObject({ ok: true })
  }
  expect(await asked(burst)).toBe(0)
  bench.clock.advance(SECOND)
  expect(await asked(burst)).toBe(1)
  expect(heardBy(bench.desk)).toBe(21)
})

test('RO61 a seat taken over here has the next hint, and after an end here there is none', async () => {
  await hint()
  const other = bench.listen(new Ear('therapist', OTHER_DESK))
  await bench.run(enter(OTHER_DESK))
  await hint()
  expect([heardBy(bench.desk), heardBy(other)]).toEqual([1, 1])
  await bench.run(finish(OTHER_DESK, bench.session))
  expect(await hint()).toEqual({ ok: false, refusal: { code: 'sessionOver' } })
})

test('RO61 what no word told of counts after a second', async () => {
  await hint()
  const other = bench.listen(new Ear('therapist', OTHER_DESK))
  expect(await unheard().run(bench.room, enter(OTHER_DESK), name<CommandId>())).toMatchObject({ ok: true })
  bench.clock.advance(SECOND)
  await hint()
  expect([heardBy(bench.desk), heardBy(other)]).toEqual([1, 1])
})

test('RO61 a store that did not answer is asked again by the next hint', async () => {
  bench.store.away = true
  await expect(hint()).rejects.toThrow(StoreUnavailable)
  bench.store.away = false
  expect(await hint()).toMatchObject({ ok: true })
})

test('RO62 whoever was seated at another process is heard here at once', async () => {
  await hint()
  bench.listen(new Ear('therapist', OTHER_DESK))
  const elsewhere = unheard()
  expect(await elsewhere.run(bench.room, enter(OTHER_DESK), name<CommandId>())).toMatchObject({ ok: true })
  const epoch = (await elsewhere.now(bench.room))?.state.therapist.epoch
  expect(await hint(OTHER_DESK, epoch)).toMatchObject({ ok: true })
  expect(heardBy(bench.tab)).toBe(1)
})
