import { expect, test } from 'vitest'
import type { KnockId } from '@fermata/shared/ids'
import { ok, type Refusal, refuse } from '@fermata/shared/result'
import { ManualClock } from '../../../../../test/support/manual-clock.ts'
import { observable } from '../../../lib/observable.ts'
import { Answering } from './answering.ts'
import type { Visitor } from './doorbell.ts'

const visitor = (knock: string, at = 5) => ({ room: 'room', session: 'session', knock, at }) as unknown as Visitor
const settle = () => new Promise((resolve) => setImmediate(resolve))

/** A desk whose server has the knock `there`, or answers everything with a refusal. */
function desk(visitors: readonly Visitor[], answer: { there: string } | Refusal) {
  const [asked, problems]: [KnockId[], (Refusal | null)[]] = [[], []]
  const list = observable(visitors)
  const clock = new ManualClock()
  const answering = new Answering({
    clock, visitors: list,
    line: {
      asking: {
        ask: (_room: unknown, body: { type: string; knock?: KnockId }) => {
          if (body.type === 'soon' && body.knock !== undefined) asked.push(body.knock)
          const isDone = 'there' in answer && body.knock === answer.there
          return Promise.resolve(isDone ? ok({ outcome: 'committed', now: 0, at: null } as const) : refuse('there' in answer ? { code: 'knockGone' } : answer))
        },
      },
      ask: () => Promise.resolve(null),
      tell: (problem: Refusal | null) => void problems.push(problem),
    } as never,
  })
  return { answering, list, clock, asked, problems }
}

test('KN230 In a moment is said once to each place at the door', async () => {
  const { answering, asked, problems } = desk([visitor('one')], { there: 'one' })
  await Promise.all([answering.inAMoment(visitor('one')), answering.inAMoment(visitor('one'))])
  expect(asked).toEqual(['one'])
  expect(answering.soon.get()).toHaveLength(1)
  expect(problems).toEqual([null])
})

test('KN230 it reaches a tab that knocks again from its place just then', async () => {
  const { answering, list, asked } = desk([visitor('one')], { there: 'anew' })
  const tapped = answering.inAMoment(visitor('one'))
  while (asked.length === 0) await settle()
  list.set([visitor('anew')])
  await tapped
  expect(asked).toEqual(['one', 'anew'])
})

test('KN230 somebody who has gone is not asked for again', async () => {
  const { answering, list, clock, asked } = desk([visitor('one'), visitor('other', 6)], { there: 'other' })
  const tapped = answering.inAMoment(visitor('one'))
  while (asked.length === 0) await settle()
  list.set([visitor('other', 6)])
  await tapped
  expect(asked).toEqual(['one'])
  expect(clock.now()).toBe(new ManualClock().now())
})

test('KN230 when the server does not take it, the desk says so and rings on', async () => {
  const { answering, problems } = desk([visitor('one')], { code: 'unavailable', retryAfterMs: 1 })
  await answering.inAMoment(visitor('one'))
  expect(answering.soon.get()).toEqual([])
  expect(problems).toEqual([{ code: 'unavailable', retryAfterMs: 1 }])
})
