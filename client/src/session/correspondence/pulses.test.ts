import { FACTS_AFTER } from '@fermata/shared/protocol'
import { expect, test } from 'vitest'
import { ManualClock } from '../../../../test/support/manual-clock.ts'
import { seeded } from '../../crypto/testing/fixtures.ts'
import { Pulses, type PulseWord } from './pulses.ts'

const pulse = (sent: number): PulseWord => ({ k: 'pulse', sent: FACTS_AFTER + sent, seen: FACTS_AFTER })

function pulses(sent = FACTS_AFTER) {
  const clock = new ManualClock()
  const spoken: number[] = []
  const made = new Pulses({ clock, random: seeded(1), sent, send: (word) => spoken.push(word.sent), seek: () => {}, seen: () => {} })
  return { clock, spoken, made }
}

test('PU4 an older pulse brought again says nothing, though it says less', () => {
  const { made } = pulses()
  made.heardPulse(8, pulse(3))
  expect(made.finding.get()).toBe('missing')
  made.heardPulse(7, pulse(0))
  made.heardPulse(8, pulse(0))
  expect(made.finding.get()).toBe('missing')
  made.close()
})

test('PU7 a page after a reload does not say less than was sent before it', () => {
  const { clock, spoken, made } = pulses(FACTS_AFTER + 5)
  clock.advance(20_000)
  expect(spoken).toEqual(expect.arrayContaining([FACTS_AFTER + 5]))
  made.close()
})
