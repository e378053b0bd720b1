import { expect, test } from 'vitest'
import { ManualClock } from '../../../../../test/support/manual-clock.ts'
import { Flow, receivedBytes, TICK } from './flow.ts'

const stats = (...reports: object[]) => new Map(reports.map((report, n) => [String(n), report])) as unknown as RTCStatsReport

test('bytes flow until 2 s after the last of them', () => {
  const clock = new ManualClock()
  const flow = new Flow(clock)
  flow.look(10)
  expect(flow.flowing.get()).toBe(true)
  for (let waited = TICK; waited < 2_000; waited += TICK) {
    clock.advance(TICK)
    flow.look(10)
    expect([flow.flowing.get(), flow.silence()]).toEqual([true, waited])
  }
  clock.advance(TICK)
  flow.look(10)
  expect(flow.flowing.get()).toBe(false)
})

test('a page that slept does not blame the path', () => {
  const clock = new ManualClock()
  const flow = new Flow(clock)
  flow.look(10)
  clock.advance(3_600_000)
  expect(flow.look(10)).toBe(false)
  expect(flow.silence()).toBe(0)
})

test('nothing flows before the first byte, or without a peer', () => {
  const clock = new ManualClock()
  const flow = new Flow(clock)
  flow.look(0)
  clock.advance(10_000)
  flow.look(0)
  expect([flow.flowing.get(), flow.silence()]).toEqual([false, Number.POSITIVE_INFINITY])
})

test('bytes are counted on the transport, or where there is none, on its parts', () => {
  const rtp = { type: 'inbound-rtp', bytesReceived: 3 }
  const channel = { type: 'data-channel', bytesReceived: 4 }
  const pair = { type: 'candidate-pair', bytesReceived: 9 }
  expect(receivedBytes(stats(rtp, channel, pair, { type: 'transport', bytesReceived: 12 }))).toBe(12)
  expect(receivedBytes(stats(rtp, channel, pair, { ...pair, bytesReceived: 1 }))).toBe(10)
  expect(receivedBytes(stats(rtp, rtp, channel))).toBe(10)
  expect(receivedBytes(stats())).toBe(0)
})
