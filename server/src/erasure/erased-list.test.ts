import { appendFile, mkdtemp, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { newId, type RoomId, type SessionId, type TherapistId } from '@fermata/shared/ids'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { counting } from '../../../test/support/session/messages.ts'
import { StoreUnavailable } from '../store/port.ts'
import { type Erased, erasedListIn } from './erased-list.ts'

let directory: string
beforeEach(async () => void (directory = await mkdtemp(join(tmpdir(), 'fermata-erased-'))))
afterEach(() => rm(directory, { recursive: true }))
const id = <Id extends string>() => newId<Id>(counting)

test('ER12 the list outlives its process, names each thing once, and passes over what was cut short', async () => {
  const path = join(directory, 'made', 'erased.list')
  const room = id<RoomId>()
  const [one, other, last]: Erased[] = [
    { what: 'session', room, session: id<SessionId>() }, { what: 'account', therapist: id<TherapistId>() }, { what: 'room', room },
  ]
  expect(await erasedListIn(path).all()).toEqual([])
  for (const erased of [one, other, one]) await erasedListIn(path).add(erased as Erased)
  await appendFile(path, '{"what":"roo')
  await erasedListIn(path).add(last as Erased)
  expect(await erasedListIn(path).all()).toEqual([one, other, last])
  expect((await stat(path)).mode & 0o077, 'nobody else may read it').toBe(0)
})

test('ER12 a list that cannot be written says so', async () => {
  await appendFile(join(directory, 'file'), '')
  const list = erasedListIn(join(directory, 'file', 'erased.list'))
  await expect(list.add({ what: 'room', room: id<RoomId>() })).rejects.toThrow(StoreUnavailable)
})
