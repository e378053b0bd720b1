import { describe, expect, test } from 'vitest'
import {
  admit, after, circumstances, client, DESK, finish, FIRST, knock, leave, NOW, OTHER_DESK, OTHER_TAB, resume, TAB, therapist, trying,
} from '../../../test/support/session/bench.ts'
import { LAPSES_AFTER, LAPSES_WITHOUT_MEDIA, MEDIA_COUNT_FOR, RESUME_WITHIN, type RoomState } from './index.ts'

const LAPSE = { by: 'nobody', type: 'lapse' } as const
const later = (by: number) => circumstances({ now: NOW + by, lastHere: NOW })
const inProgress = after(knock(), admit())

describe('a forgotten session', () => {
  test('SE50 it ends by itself once nobody has been here for half an hour, and not before', () => {
    expect(trying(inProgress, LAPSE, later(LAPSES_AFTER - 1))).toEqual(inProgress)
    expect(trying(inProgress, LAPSE, later(LAPSES_AFTER))).toMatchObject({
      session: { phase: 'finished', id: FIRST, by: 'lapse' }, client: { held: false },
    })
  })

  test('SE50 also when the client had left, and the therapist never ended it', () => {
    const left = after(knock(), admit(), leave())
    expect(trying(left, LAPSE, later(LAPSES_AFTER))).toMatchObject({ session: { phase: 'finished', by: 'lapse' } })
  })

  test('SE51 where it is not known who was here when, nothing lapses', () => {
    expect(trying(inProgress, LAPSE, circumstances({ now: NOW + 3 * LAPSES_AFTER, lastHere: null }))).toEqual(inProgress)
  })

  test('SE52 only a session in progress lapses', () => {
    for (const state of [after(), after(knock())]) expect(trying(state, LAPSE, later(LAPSES_AFTER))).toEqual(state)
  })
})

describe('a session without media', () => {
  const says = (by: 'therapist' | 'client', device = by === 'client' ? TAB : DESK) =>
    ({ by, device, type: 'flowing', session: FIRST }) as const
  const at = (now: number) => circumstances({ now, lastHere: now, clientLastSeen: now })
  const fourHours = NOW + LAPSES_WITHOUT_MEDIA

  test('SE54 four hours after admission it is over once no page has spoken of media for a quarter of an hour', () => {
    expect(trying(inProgress, LAPSE, at(fourHours - 1))).toEqual(inProgress)
    expect(trying(inProgress, LAPSE, at(fourHours))).toMatchObject({ session: { phase: 'finished', by: 'lapse' } })
  })

  test.each(['therapist', 'client'] as const)('SE54 never while either page says that media flow: %s', (by) => {
    const said = trying(inProgress, says(by), at(fourHours - 1)) as RoomState
    expect(trying(said, LAPSE, at(fourHours + MEDIA_COUNT_FOR - 2))).toEqual(said)
    expect(trying(said, LAPSE, at(fourHours + MEDIA_COUNT_FOR - 1))).toMatchObject({ session: { phase: 'finished' } })
  })

  test('SE55 media keep the client’s seat, and the session, though no lease is fresh', () => {
    const said = trying(inProgress, says('therapist'), at(NOW + LAPSES_AFTER)) as RoomState
    const long = circumstances({ now: NOW + LAPSES_AFTER + RESUME_WITHIN, clientLastSeen: NOW, lastHere: NOW })
    expect(trying(said, resume('token of tab', 'second'), long)).toMatchObject({ client: { held: true, epoch: 1 } })
    expect(trying(said, LAPSE, { ...long, now: long.now - 1 })).toEqual(said)
    expect(trying(inProgress, resume('token of tab', 'second'), long)).toMatchObject({ client: { held: false } })
  })

  test('SE55 a tab that comes back with media flowing all the while goes on, though no word of it had got through', () => {
    const long = circumstances({ now: NOW + 9 * LAPSES_AFTER, clientLastSeen: NOW, lastHere: NOW })
    const back = client({ type: 'resume', proof: 'token of tab', next: 'second', media: 'flowing' })
    expect(trying(inProgress, back, long)).toMatchObject({ client: { held: true, epoch: 1 }, session: { flowedAt: long.now } })
    const entered = therapist({ type: 'enter', media: 'flowing' })
    expect(trying(inProgress, entered, long)).toMatchObject({ therapist: { epoch: 1 }, session: { flowedAt: long.now } })
  })

  test('SE56 only who holds a seat speaks of media: nobody else, no copy of a tab, nobody who left', () => {
    const long = at(NOW + LAPSES_AFTER)
    expect(trying(inProgress, says('client', OTHER_TAB), long)).toEqual({ code: 'displaced' })
    expect(trying(inProgress, says('therapist', OTHER_DESK), long)).toEqual({ code: 'displaced' })
    const copy = client({ type: 'resume', proof: 'wrong', next: 'x', media: 'flowing' })
    expect(trying(inProgress, copy, long)).toEqual({ code: 'displaced' })
    const left = after(knock(), admit(), leave())
    expect(trying(left, says('client'), long)).toEqual(left)
    for (const state of [after(), after(knock()), after(knock(), admit(), finish())]) {
      expect(trying(state, says('therapist'), long)).toEqual({ code: 'sessionOver' })
    }
  })

  test('SE56 the word changes nothing but the time it was said at, and is written once a minute at most', () => {
    expect(trying(inProgress, says('client'), at(NOW + 59_999))).toEqual(inProgress)
    expect(trying(inProgress, says('client'), at(NOW + 60_000))).toEqual({
      ...inProgress, session: { ...inProgress.session, flowedAt: NOW + 60_000 },
    })
  })
})
