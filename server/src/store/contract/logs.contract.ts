import { HOUR, MINUTE } from '@fermata/shared/clock'
import type { RoomId, SessionId } from '@fermata/shared/ids'
import { expect, test } from 'vitest'
import { change, claimedRoom, facts, id, type Bench } from './bench.contract.ts'

export function logTests(bench: Bench): void {
  test('P5 log: concurrent commits leave no hole, and answer the position they got', async () => {
    const { rooms } = bench.store
    const [room, session] = [await claimedRoom(bench), id<SessionId>()]
    const commits = Array.from({ length: 200 }, (_, index) => facts(room, session, 1 + (index % 3)))
    const answers = await Promise.all(commits.map((commit) => rooms.commit(commit)))
    const total = commits.reduce((sum, { append }) => sum + (append?.envelopes.length ?? 0), 0)
    const { entries, head } = await rooms.read(room, session, 0, total + 1)
    expect(head).toBe(total)
    expect(entries.map(({ at }) => at)).toEqual(Array.from({ length: total }, (_, index) => index + 1))
    commits.forEach(({ append }, index) => {
      const answer = answers[index]
      if (answer?.outcome !== 'committed' || answer.at === null || !append) throw new Error('not committed')
      const own = entries.slice(answer.at - append.envelopes.length, answer.at)
      expect(own.map((entry) => entry.envelope)).toEqual(append.envelopes)
    })
  })

  test('P5 log: sessions of a room count each for itself, and nothing appended has no position', async () => {
    const { rooms } = bench.store
    const [room, one, two] = [await claimedRoom(bench), id<SessionId>(), id<SessionId>()]
    expect(await rooms.commit(facts(room, one, 2))).toMatchObject({ at: 2 })
    expect(await rooms.commit(facts(room, two, 1))).toMatchObject({ at: 1 })
    expect(await rooms.commit(facts(room, two, 0))).toMatchObject({ outcome: 'committed', at: null })
    expect((await rooms.read(room, two, 0, 10)).head).toBe(1)
  })

  test('read: pages from a position, oldest first, with the head beside each page', async () => {
    const { rooms } = bench.store
    const [room, session] = [await claimedRoom(bench), id<SessionId>()]
    await rooms.commit(facts(room, session, 7))
    const seen: number[] = []
    for (let after = 0; after < 7; after = seen.at(-1) ?? 7) {
      const { entries, head } = await rooms.read(room, session, after, 3)
      expect(head).toBe(7)
      seen.push(...entries.map(({ at }) => at))
    }
    expect(seen).toEqual([1, 2, 3, 4, 5, 6, 7])
    expect(await rooms.read(room, session, 7, 3)).toEqual({ entries: [], head: 7 })
    expect(await rooms.read(room, session, 99, 3)).toEqual({ entries: [], head: 7 })
    expect(await rooms.read(id<RoomId>(), session, 0, 3)).toEqual({ entries: [], head: 0 })
  })

  test('forget: the log is there until its time, and empty from then on', async () => {
    const { rooms } = bench.store
    const [room, session, other] = [await claimedRoom(bench), id<SessionId>(), id<SessionId>()]
    await rooms.commit(facts(room, session, 3))
    await rooms.commit(facts(room, other, 1))
    await rooms.commit(change(room, 2, { forget: { session, at: bench.clock.now() + 2 * HOUR } }))
    bench.clock.advance(2 * HOUR - 1)
    expect((await rooms.read(room, session, 0, 10)).head).toBe(3)
    bench.clock.advance(1)
    expect(await rooms.read(room, session, 0, 10)).toEqual({ entries: [], head: 0 })
    expect((await rooms.read(room, other, 0, 10)).head).toBe(1)
  })

  test('forget: a later commit may put it off (the session was taken up again)', async () => {
    const { rooms } = bench.store
    const [room, session] = [await claimedRoom(bench), id<SessionId>()]
    const at = bench.clock.now() + HOUR
    await rooms.commit(facts(room, session, 1, { forget: { session, at } }))
    await rooms.commit(facts(room, session, 1, { forget: { session, at: at + HOUR } }))
    bench.clock.advance(HOUR + MINUTE)
    expect((await rooms.read(room, session, 0, 10)).head).toBe(2)
    bench.clock.advance(HOUR)
    expect((await rooms.read(room, session, 0, 10)).head).toBe(0)
  })

  test('forget: a later commit may take it back, and another set it anew', async () => {
    const { rooms } = bench.store
    const [room, session] = [await claimedRoom(bench), id<SessionId>()]
    await rooms.commit(facts(room, session, 2, { forget: { session, at: bench.clock.now() + HOUR } }))
    await rooms.commit(facts(room, session, 0, { forget: { session, at: null } }))
    bench.clock.advance(3 * HOUR)
    expect(await rooms.commit(facts(room, session, 1))).toMatchObject({ at: 3 })
    await rooms.commit(facts(room, session, 0, { forget: { session, at: bench.clock.now() + HOUR } }))
    bench.clock.advance(HOUR)
    expect((await rooms.read(room, session, 0, 10)).head).toBe(0)
  })

  test('forget: a log that was let go and is written to again begins at 1, with nothing of before', async () => {
    const { rooms } = bench.store
    const [room, session] = [await claimedRoom(bench), id<SessionId>()]
    await rooms.commit(facts(room, session, 5, { forget: { session, at: bench.clock.now() + 1 } }))
    bench.clock.advance(1)
    const again = facts(room, session, 1)
    expect(await rooms.commit(again)).toMatchObject({ at: 1 })
    bench.clock.advance(HOUR)
    const { entries, head } = await rooms.read(room, session, 0, 10)
    expect({ head, envelopes: entries.map((entry) => entry.envelope) }).toEqual({
      head: 1, envelopes: again.append?.envelopes,
    })
  })

  test('erase: the room, its logs and commands are gone for ever', async () => {
    const { rooms } = bench.store
    const [room, other, session] = [await claimedRoom(bench), await claimedRoom(bench), id<SessionId>()]
    const fact = facts(room, session, 2, { forget: { session, at: bench.clock.now() + HOUR } })
    await rooms.commit(fact)
    await rooms.commit({ ...fact, room: other })
    await rooms.erase(room)
    await rooms.erase(room)
    expect(await rooms.load(room)).toBeNull()
    expect(await rooms.commit(fact)).toEqual({ outcome: 'gone' })
    expect(await rooms.read(room, session, 0, 10)).toEqual({ entries: [], head: 0 })
    expect(await rooms.create(room, 'again')).toBe(false)
    expect((await rooms.read(other, session, 0, 10)).head).toBe(2)
    bench.clock.advance(1_000 * HOUR)
    expect(await rooms.create(room, 'again')).toBe(false)
  })

  test('erase: a tombstone can be laid before the room was ever there (restore from a backup)', async () => {
    const room = id<RoomId>()
    await bench.store.rooms.erase(room)
    expect(await bench.store.rooms.create(room, 'restored')).toBe(false)
  })
}
