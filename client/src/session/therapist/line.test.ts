/** The desk's line while the server goes back to an earlier time. */
import type { Down, TherapistView } from '@fermata/shared/protocol'
import { expect, test } from 'vitest'
import { ManualClock } from '../../../../test/support/manual-clock.ts'
import { generation, knock, other, room, seeded, session } from '../../crypto/testing/fixtures.ts'
import { memoryKeep } from '../../lib/keep.ts'
import { observable } from '../../lib/observable.ts'
import type { Connection } from '../../signalling/port.ts'
import { Line } from './line.ts'

const clock = new ManualClock()

function desk() {
  const connection = observable<Connection>('open')
  let hear: (message: Down) => void = () => {}
  const rung: number[] = []
  const line = new Line({
    openSignalling: () => ({
      connection,
      ask: () => Promise.resolve(null),
      onDown: (listener) => {
        hear = listener
        return () => {}
      },
      nudge() {},
      close() {},
    }),
    tab: memoryKeep(), clock, random: seeded(1),
    onView: ({ version, session: { phase } }) => void (phase === 'arrived' && rung.push(version)),
    onEnvelope: () => {},
  })
  const show = (version: number, phase: 'planned' | 'arrived', of = generation): void => {
    const now: TherapistView['session'] = phase === 'planned'
      ? { phase, session }
      : { phase, session, knocks: [{ knock, box: 'AAAA', at: 0, noticedAt: null, soonAt: null }] }
    const view: TherapistView = { for: 'therapist', room, generation: of, version, now: clock.now(), session: now, holder: null, client: { state: 'none' }, head: 0 }
    hear({ type: 'view', view })
  }
  return { line, connection, show, rung }
}

test('RO210 a desk that stayed open hears a knock after the store came back older, and says what happened', () => {
  const { line, connection, show, rung } = desk()
  show(9, 'planned')
  // On the same connection an older view is only late.
  show(8, 'arrived')
  expect([rung, line.problem.get()]).toEqual([[], null])

  connection.set('connecting')
  connection.set('open')
  show(5, 'planned')
  expect(line.problem.get()).toEqual({ code: 'wentBack' })
  show(6, 'arrived')
  expect(rung).toEqual([6])
  line.close()
})

test('RO210 a desk whose connection stays hears a knock of the store’s next generation', () => {
  const { line, show, rung } = desk()
  show(9, 'planned')
  show(4, 'arrived', other())
  expect([rung, line.problem.get()]).toEqual([[4], { code: 'wentBack' }])
  line.close()
})
