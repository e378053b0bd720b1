import type { Delivered, Envelope } from '@fermata/shared/protocol'
import { expect, test } from 'vitest'
import { session } from '../../crypto/testing/fixtures.ts'
import { LogReader } from './log-reader.ts'
import type { RoomLine } from './room-line.ts'

test('CI210 a log that is shorter than what was read of it is read anew from its beginning', async () => {
  let log: string[] = ['a', 'b', 'c']
  const read: unknown[] = []
  const line = {
    pull: (_session: unknown, after: number) => Promise.resolve({
      outcome: 'log', now: 0, head: log.length,
      entries: log.slice(after).map((id, index) => ({ at: after + index + 1, envelope: { id } as unknown as Envelope })),
    }),
  } as unknown as RoomLine
  const reader = new LogReader(line, session, (entries: readonly Delivered[]) => {
    read.push(...entries.map(({ envelope }) => envelope.id))
    return Promise.resolve()
  })
  await reader.pull()
  expect(read.splice(0)).toEqual(['a', 'b', 'c'])
  // The server went back, and what came since stands at positions that were read before.
  log = ['a', 'd']
  await reader.pull()
  expect(read.splice(0)).toEqual(['a', 'd'])
  log.push('e')
  reader.reaches(3)
  await expect.poll(() => read).toEqual(['e'])
})
