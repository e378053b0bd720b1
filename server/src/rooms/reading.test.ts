import type { RoomId, SessionId } from '@fermata/shared/ids'
import { newRoom } from '@fermata/shared/session'
import { expect, test } from 'vitest'
import { ManualClock } from '../../../test/support/manual-clock.ts'
import type { RoomStore } from '../store/port.ts'
import { Reading } from './reading.ts'

const [room, other] = ['a', 'b'] as [RoomId, RoomId]
const textOf = (session: string): string => JSON.stringify(newRoom(session as SessionId))

test('RO60 a state is read anew as soon as one letter of it is another, though its version is the same', async () => {
  const texts = new Map([[room, textOf('1')], [other, textOf('1')]])
  const load: RoomStore['load'] = (which) => {
    const state = texts.get(which)
    return Promise.resolve(state === undefined ? null : { document: { version: 1, epochs: {}, state }, leases: [] })
  }
  const reading = new Reading({ load }, new ManualClock())
  const first = await reading.load(room)
  expect((await reading.load(room))?.state).toBe(first?.state)
  texts.set(room, textOf('2'))
  expect((await reading.load(room))?.state.session.id).toBe('2')
  expect((await reading.load(other))?.state.session.id).toBe('1')
  texts.delete(room)
  expect(await reading.load(room)).toBeNull()
})
