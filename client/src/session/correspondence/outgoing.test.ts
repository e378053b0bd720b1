import type { EnvelopeId } from '@fermata/shared/ids'
import { CLIENT, THERAPIST } from '@fermata/shared/ids'
import { type Ack, type Envelope, MESSAGES_AT_ONCE, MESSAGES_PER_SECOND } from '@fermata/shared/protocol'
import { expect, test } from 'vitest'
import { ManualClock } from '../../../../test/support/manual-clock.ts'
import { grant, session } from '../../crypto/testing/fixtures.ts'
import { memoryKeep } from '../../lib/keep.ts'
import { Outgoing } from './outgoing.ts'
import type { RoomLine } from './room-line.ts'

test('CI13 what gathered while the server was away goes to it in order, and never as fast as a flood', async () => {
  const clock = new ManualClock()
  const posted: number[] = []
  let isOpen = false
  const line = {
    get isOpen() {
      return isOpen
    },
    post: ({ seq }: Envelope): Promise<Ack> => {
      posted.push(seq)
      return Promise.resolve({ outcome: 'committed', now: clock.now(), at: seq })
    },
  } as RoomLine
  const outgoing = new Outgoing({ grant, line, keep: memoryKeep(), clock, path: () => false, committed: () => {} })
  for (let seq = 1; seq <= 300; seq++) {
    outgoing.send({ v: 1, id: `envelope ${seq}` as EnvelopeId, session, grant, from: CLIENT, to: THERAPIST, class: 'fact', seq, box: 'AAAA' })
  }
  expect(posted).toEqual([])

  isOpen = true
  outgoing.offer()
  expect(posted.length).toBeLessThan(MESSAGES_AT_ONCE)
  while (outgoing.waiting.length > 0) {
    const before = posted.length
    clock.advance(1_000)
    outgoing.offer()
    await Promise.resolve()
    expect(posted.length - before).toBeLessThan(MESSAGES_PER_SECOND)
    await new Promise(setImmediate)
  }
  expect(posted).toEqual(Array.from({ length: 300 }, (_, index) => index + 1))
})
