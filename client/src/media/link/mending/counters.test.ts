import { expect, test } from 'vitest'
import { countersOf } from './counters.ts'

const of = (...reports: object[]) => countersOf(reports as RTCStats[], '3')
const sound = { type: 'inbound-rtp', kind: 'audio', totalSamplesReceived: 96_000, concealedSamples: 900, silentConcealedSamples: 400 }

test('AD1 Chromium: the pair in use tells time and room, and made-up silence does not count', () => {
  const counters = of(
    sound, { type: 'transport', selectedCandidatePairId: 'b' },
    { type: 'candidate-pair', id: 'a', currentRoundTripTime: 9, availableOutgoingBitrate: 1 },
    { type: 'candidate-pair', id: 'b', currentRoundTripTime: 0.05, availableOutgoingBitrate: 250_000 },
  )
  expect(counters).toEqual({ peer: '3', samples: 96_000, concealed: 500, soundSent: null, roundTrip: 50, lost: null, room: 250_000 })
})

test('AD1 Firefox: the marked pair tells time, and nobody the room', () => {
  const counters = of(sound, { type: 'candidate-pair', id: 'a', currentRoundTripTime: 9 }, { type: 'candidate-pair', id: 'b', selected: true, currentRoundTripTime: 0.02 })
  expect([counters.roundTrip, counters.room]).toEqual([20, null])
})

test('AD1 of reports on losses the newest counts, and of equally new ones the worse', () => {
  const lost = (share: number, timestamp: number) => ({ type: 'remote-inbound-rtp', fractionLost: share, timestamp })
  expect(of(lost(0.5, 1), lost(0.1, 2), lost(0.2, 2)).lost).toEqual({ share: 0.2, at: 2 })
  expect(of().lost).toBeNull()
})
