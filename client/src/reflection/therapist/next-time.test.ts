import type { SessionId } from '@fermata/shared/ids'
import { expect, test } from 'vitest'
import { other, room, session } from '../../crypto/testing/fixtures.ts'
import type { RoomRecord } from '../../session/therapist/records.ts'
import { keptForNext, keptNow, withoutNext } from './next-time.ts'

const later = other<SessionId>()
const met = (id: SessionId, metAt: number) => ({ session: id, metAt, psks: [], read: null })
const record: RoomRecord = {
  kind: 'room', room, label: 'Mara', minutes: 50, doorName: '', doorText: '', fragment: '', keepKey: '', lastMet: 1, sessions: [met(session, 100)],
}
const prompt = { prompt: 'ask', item: 'way', why: 'lower' } as const

test('TR15 what is kept for next time is there until the next session has begun, also where the clock runs behind', () => {
  for (const now of [500, 3]) {
    const kept = keptForNext(record, session, prompt, now)
    expect(keptNow(kept)).toMatchObject({ from: session, prompt })
    expect(keptNow({ ...kept, sessions: [met(session, 100), met(later, 600)] })).toBeNull()
  }
  expect(keptNow(record)).toBeNull()
})

test('TR15 it can be put away, another one takes its place, and it goes with the session it is about', () => {
  const kept = keptForNext(keptForNext(record, session, prompt, 5), session, { prompt: 'invite' }, 6)
  expect(keptNow(kept)?.prompt).toEqual({ prompt: 'invite' })
  expect(keptNow(withoutNext(kept))).toBeNull()
  expect(withoutNext(kept, later)).toBe(kept)
  expect(keptNow(withoutNext(kept, session))).toBeNull()
  expect(withoutNext(record)).toBe(record)
})
