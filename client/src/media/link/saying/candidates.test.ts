import type { Candidate } from '@fermata/shared/protocol'
import { beforeEach, describe, expect, test } from 'vitest'
import { ManualClock } from '../../../../../test/support/manual-clock.ts'
import { EarlyCandidates } from './inbox.ts'
import { Outbox } from './outbox.ts'

const one = (name: number | string): Candidate => ({ candidate: `candidate:${name}`, sdpMid: '0', sdpMLineIndex: 0 })

describe('our candidates', () => {
  let clock: ManualClock
  let sent: Candidate[][]
  let outbox: Outbox
  beforeEach(() => {
    clock = new ManualClock()
    sent = []
    outbox = new Outbox(clock, (candidates) => sent.push(candidates))
  })

  test('wait until they may leave', () => {
    outbox.push(one(1))
    clock.advance(60_000)
    expect(sent).toEqual([])
    outbox.open()
    clock.advance(20)
    expect(sent).toEqual([[one(1)]])
  })

  test('found within 20 ms go together', () => {
    outbox.open()
    outbox.push(one(1))
    clock.advance(19)
    outbox.push(one(2))
    clock.advance(1)
    outbox.push(one(3))
    clock.advance(20)
    expect(sent).toEqual([[one(1), one(2)], [one(3)]])
  })

  test('handed over with a description do not go again; at most 24 at a time', () => {
    for (let n = 0; n < 30; n += 1) outbox.push(one(n))
    expect(outbox.drain()).toHaveLength(24)
    outbox.open()
    clock.advance(20)
    expect(sent.map((batch) => batch.length)).toEqual([6])
  })

  test('are said again, all of this offer and none of the one before', () => {
    outbox.open()
    outbox.push(one('old'))
    clock.advance(20)
    outbox.restart()
    outbox.push(one('new'))
    clock.advance(20)
    outbox.again()
    clock.advance(20)
    expect(sent).toEqual([[one('old')], [one('new')], [one('new')]])
  })

  test('leave no timer once closed', () => {
    outbox.open()
    outbox.push(one(1))
    outbox.close()
    clock.advance(20)
    expect([sent, clock.waiting]).toEqual([[], 0])
  })
})

describe('early candidates', () => {
  test('wait for their own offer, and older ones are forgotten', () => {
    const early = new EarlyCandidates()
    for (const [epoch, neg] of [[1, 1], [1, 2], [2, 1]] as const) early.keep({ epoch, neg, candidates: [one(`${epoch}.${neg}`)] })
    expect(early.take(1, 2)).toEqual([one('1.2')])
    expect(early.take(1, 1)).toEqual([])
    expect(early.take(2, 1)).toEqual([one('2.1')])
    expect(early.take(2, 1)).toEqual([])
  })

  test('are bounded: the newest are kept', () => {
    const early = new EarlyCandidates()
    for (let n = 0; n < 1_000; n += 1) early.keep({ epoch: 1, neg: 1, candidates: [one(n)] })
    const kept = early.take(1, 1)
    expect(kept).toHaveLength(32)
    expect(kept.at(-1)).toEqual(one(999))
  })
})
