import { describe, expect, test } from 'vitest'
import { pace, remedy, SILENCE } from './recovery.ts'
import type { Trouble } from './recovery.ts'

const LONG = 60_000
const well: Trouble = {
  reachable: true, established: true, applied: true, failed: false, silence: 0, sinceStep: LONG, unanswered: null,
  restarts: 0, tries: 0,
}
const silent: Trouble = { ...well, silence: SILENCE }
const nascent: Trouble = { ...well, established: false, applied: false, silence: Number.POSITIVE_INFINITY, tries: 1, sinceStep: 0 }

describe('a connected peer', () => {
  test('is left alone while bytes arrive', () => expect(remedy(well)).toBe('wait'))
  test('is restarted after 1.5 s of silence, not before', () => {
    expect(remedy({ ...silent, silence: SILENCE - 1 })).toBe('wait')
    expect(remedy(silent)).toBe('restart')
  })
  test('is restarted at once when ICE gives up', () => expect(remedy({ ...well, failed: true })).toBe('restart'))
  test('gets 4 s for each restart, and after two a new peer takes its place', () => {
    expect(remedy({ ...silent, restarts: 1, sinceStep: 3_999 })).toBe('wait')
    expect(remedy({ ...silent, restarts: 1, sinceStep: 4_000 })).toBe('restart')
    expect(remedy({ ...silent, restarts: 2, sinceStep: 3_999 })).toBe('wait')
    expect(remedy({ ...silent, restarts: 2, sinceStep: 4_000 })).toBe('rebuild')
  })
  test('says an offer again that is unanswered for 1 s, silent or not', () => {
    expect(remedy({ ...well, unanswered: 999 })).toBe('wait')
    expect(remedy({ ...well, unanswered: 1_000 })).toBe('say again')
    expect(remedy({ ...silent, restarts: 1, sinceStep: 1_000, unanswered: 1_000 })).toBe('say again')
  })
})

describe('a peer that never connected', () => {
  test('is replaced after 1 s without an answer', () => {
    expect(remedy({ ...nascent, sinceStep: 999 })).toBe('wait')
    expect(remedy({ ...nascent, sinceStep: 1_000 })).toBe('rebuild')
  })
  test('gets 6 s once descriptions are exchanged, unless ICE gave up', () => {
    expect(remedy({ ...nascent, applied: true, sinceStep: 5_999 })).toBe('wait')
    expect(remedy({ ...nascent, applied: true, sinceStep: 6_000 })).toBe('rebuild')
    expect(remedy({ ...nascent, applied: true, failed: true, sinceStep: 1_000 })).toBe('rebuild')
  })
  test('is tried at 1, 2, 4 and then every 8 s, without end', () => {
    expect([1, 2, 3, 4, 5, 1_000].map(pace)).toEqual([1_000, 2_000, 4_000, 8_000, 8_000, 8_000])
  })
  test('is made at once where there was none, but never in a spin', () => {
    expect(remedy({ ...nascent, tries: 0, sinceStep: LONG })).toBe('rebuild')
    expect(remedy({ ...nascent, tries: 0, sinceStep: 299 })).toBe('wait')
  })
})

test('nothing is done while signalling is away', () => {
  for (const trouble of [silent, { ...well, failed: true }, { ...nascent, sinceStep: LONG }, { ...well, unanswered: LONG }]) {
    expect(remedy({ ...trouble, reachable: false })).toBe('wait')
  }
})
