/** What a page does while the device's clock is set, or the device sleeps: whichever of its two clocks goes on meanwhile. */
import { HOUR, MINUTE, SECOND } from '@fermata/shared/clock'
import { FACTS_AFTER } from '@fermata/shared/protocol'
import { describe, expect, test } from 'vitest'
import { ManualClock } from '../../../test/support/manual-clock.ts'
import { other, seeded } from '../crypto/testing/fixtures.ts'
import { memoryKeep } from '../lib/keep.ts'
import { Flow } from '../media/link/mending/flow.ts'
import { Asking } from './asking.ts'
import { Pulses } from './correspondence/pulses.ts'
import { ServerTime } from './server-time.ts'
import { nextConnection } from './tab.ts'

const JUMPS = [-HOUR, HOUR, -3 * HOUR]

describe('a clock set back or forward', () => {
  test('RE260 moves no patience: a tap that gets no answer is told so when its time is over', async () => {
    for (const jump of JUMPS) {
      const clock = new ManualClock()
      const asking = new Asking({ ask: () => Promise.resolve(null) }, clock, seeded(1), new ServerTime(clock))
      let turns = 0
      let told: unknown = null
      void asking.ask(other(), { type: 'notice', session: other(), knock: other() }, 10 * SECOND).then((answer) => (told = answer))
      for (; told === null && turns < 60; turns++) {
        await Promise.resolve().then(() => undefined).then(() => undefined)
        if (turns === 4) clock.setWall(jump)
        clock.advance(0.5 * SECOND)
      }
      expect(told).toMatchObject({ refusal: { code: 'unavailable' } })
      expect(clock.elapsed()).toBeGreaterThanOrEqual(new ManualClock().elapsed() + 10 * SECOND)
      expect(turns, 'no more than it takes').toBeLessThan(60)
    }
  })

  test('RE260 makes nobody unheard, and hides no silence', () => {
    for (const jump of JUMPS) {
      const clock = new ManualClock()
      const pulses = new Pulses({ clock, random: seeded(1), sent: FACTS_AFTER, send: () => {}, seek: () => {}, seen: () => {} })
      pulses.heardPulse(1, { k: 'pulse', sent: FACTS_AFTER, seen: FACTS_AFTER })
      clock.setWall(jump)
      clock.advance(20 * SECOND)
      expect(pulses.finding.get()).toBe('well')
      clock.advance(30 * SECOND)
      expect(pulses.finding.get()).toBe('unconfirmed')
      pulses.close()
    }
  })

  test('RE260 makes no path look silent, and no silent path alive', () => {
    const clock = new ManualClock()
    const flow = new Flow(clock)
    flow.hear()
    for (const jump of JUMPS) {
      clock.setWall(jump)
      flow.look(0)
      expect(flow.flowing.get()).toBe(true)
    }
    clock.advance(2 * SECOND)
    flow.look(0)
    expect(flow.flowing.get()).toBe(false)
  })

  test('RE260 set back leaves what is said at the server’s time; set forward, until the server is next heard', () => {
    const clock = new ManualClock()
    const time = new ServerTime(clock)
    time.observe(1_000_000)
    clock.setWall(-HOUR)
    clock.advance(SECOND)
    expect(time.now()).toBe(1_001_000)
    clock.setWall(2 * HOUR)
    time.observe(1_002_000)
    clock.advance(SECOND)
    expect(time.now()).toBe(1_003_000)
  })

  test('RE260 between two pages of one tab leaves the newer page’s connections the later ones', () => {
    const [keep, clock] = [memoryKeep(), new ManualClock()]
    const before = nextConnection(keep, clock)
    clock.setWall(-HOUR)
    expect(nextConnection(keep, clock)).toBe(before + 1)
  })
})

describe('a device that slept, its elapsed time standing or running', () => {
  const KINDS = ['standing', 'running'] as const

  test('RE261 says what the time is at the server before it has heard it again', () => {
    for (const kind of KINDS) {
      const clock = new ManualClock()
      const time = new ServerTime(clock)
      time.observe(1_000_000)
      clock.sleep(40 * MINUTE, kind)
      expect(time.now()).toBe(1_000_000 + 40 * MINUTE)
    }
  })

  test('RE261 takes its own sleep for no silence of the path', () => {
    for (const kind of KINDS) {
      const clock = new ManualClock()
      const flow = new Flow(clock)
      flow.look(1_000)
      clock.sleep(40 * MINUTE, kind)
      flow.look(1_000)
      expect(flow.flowing.get()).toBe(true)
    }
  })
})
