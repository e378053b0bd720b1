import { CLIENT, THERAPIST, type RoomId, type SessionId } from '@fermata/shared/ids'
import { expect, test } from 'vitest'
import { COMMAND_MEMORY } from '../port.ts'
import { change, claimedRoom, facts, id, type Bench } from './bench.contract.ts'

export function commitTests(bench: Bench): void {
  test('create: a room begins at version 1 without epochs, and only once', async () => {
    const { rooms } = bench.store
    const room = id<RoomId>()
    expect(await rooms.load(room)).toBeNull()
    expect(await rooms.create(room, '{"a":1}')).toBe(true)
    expect(await rooms.create(room, '{"a":2}')).toBe(false)
    expect(await rooms.load(room)).toEqual({ document: { version: 1, epochs: {}, state: '{"a":1}' }, leases: [] })
  })

  test('create: of many at once, one makes the room', async () => {
    const room = id<RoomId>()
    const made = await Promise.all(Array.from({ length: 20 }, (_, index) => bench.store.rooms.create(room, `${index}`)))
    expect(made.filter(Boolean)).toHaveLength(1)
  })

  test('P1 atomic: state, epochs, log and command change together', async () => {
    const { rooms } = bench.store
    const [room, session] = [id<RoomId>(), id<SessionId>()]
    await rooms.create(room, 'fresh')
    const both = { ...facts(room, session, 2), ...change(room, 1) }
    both.change = { state: 'né à 12 h – 🙂', epochs: { [CLIENT]: 3, [THERAPIST]: 1 } }
    expect(await rooms.commit(both)).toEqual({ outcome: 'committed', version: 2, at: 2, repeated: false })
    expect((await rooms.load(room))?.document).toEqual({ version: 2, ...both.change })
    const { entries } = await rooms.read(room, session, 0, 10)
    expect(entries.map((entry) => entry.envelope)).toEqual(both.append?.envelopes)
  })

  test('P1 atomic: a refused commit changes nothing', async () => {
    const { rooms } = bench.store
    const [room, session] = [await claimedRoom(bench), id<SessionId>()]
    const before = await rooms.load(room)
    const refused = { ...facts(room, session, 2), ...change(room, 1), forget: { session, at: 0 } }
    expect(await rooms.commit(refused)).toEqual({ outcome: 'stale' })
    expect(await rooms.load(room)).toEqual(before)
    expect(await rooms.read(room, session, 0, 10)).toEqual({ entries: [], head: 0 })
  })

  test('P1 atomic: epochs are replaced as a whole', async () => {
    const { rooms } = bench.store
    const room = await claimedRoom(bench)
    await rooms.commit(change(room, 2, { change: { state: 's', epochs: { [THERAPIST]: 7 } } }))
    expect((await rooms.load(room))?.document.epochs).toEqual({ [THERAPIST]: 7 })
  })

  test('P2 idempotent: a repeated command changes nothing and is answered as the first time', async () => {
    const { rooms } = bench.store
    const [room, session] = [await claimedRoom(bench), id<SessionId>()]
    const first = facts(room, session, 2)
    expect(await rooms.commit(first)).toEqual({ outcome: 'committed', version: 2, at: 2, repeated: false })
    await rooms.commit(facts(room, session, 1))
    await rooms.commit(change(room, 2))
    expect(await rooms.commit(first)).toEqual({ outcome: 'committed', version: 2, at: 2, repeated: true })
    expect((await rooms.read(room, session, 0, 10)).head).toBe(3)
  })

  test('P2 idempotent: repeats that arrive together change the room once', async () => {
    const { rooms } = bench.store
    const [room, session] = [await claimedRoom(bench), id<SessionId>()]
    const fact = facts(room, session, 1)
    const answers = await Promise.all(Array.from({ length: 20 }, () => rooms.commit(fact)))
    expect(answers.filter((answer) => answer.outcome === 'committed' && !answer.repeated)).toHaveLength(1)
    expect(new Set(answers.map((answer) => JSON.stringify({ ...answer, repeated: true }))).size).toBe(1)
    expect((await rooms.read(room, session, 0, 10)).head).toBe(1)
  })

  test('P2 idempotent: a refused command may be tried again under its own id', async () => {
    const { rooms } = bench.store
    const room = await claimedRoom(bench)
    const tried = change(room, 1)
    expect(await rooms.commit(tried)).toEqual({ outcome: 'stale' })
    expect(await rooms.commit({ ...tried, expect: { version: 2 } })).toMatchObject({ version: 3, repeated: false })
  })

  test('P2 idempotent: commands are remembered per room, and for COMMAND_MEMORY', async () => {
    const { rooms } = bench.store
    const [one, two, session] = [await claimedRoom(bench), await claimedRoom(bench), id<SessionId>()]
    const first = facts(one, session, 1)
    await rooms.commit(first)
    expect(await rooms.commit({ ...first, room: two })).toMatchObject({ at: 1, repeated: false })
    bench.clock.advance(COMMAND_MEMORY - 1)
    expect(await rooms.commit(first)).toMatchObject({ at: 1, repeated: true })
    bench.clock.advance(1)
    expect(await rooms.commit(first)).toMatchObject({ at: 2, repeated: false })
  })

  test('P3 fenced: an older or newer version is stale', async () => {
    const { rooms } = bench.store
    const room = await claimedRoom(bench)
    expect(await rooms.commit(change(room, 1))).toEqual({ outcome: 'stale' })
    expect(await rooms.commit(change(room, 3))).toEqual({ outcome: 'stale' })
    expect(await rooms.commit(change(room, 2))).toMatchObject({ outcome: 'committed', version: 3 })
  })

  test('P3 fenced: facts of an earlier, later or unknown seat epoch are stale', async () => {
    const { rooms } = bench.store
    const [room, session] = [await claimedRoom(bench), id<SessionId>()]
    for (const fence of [{ seat: CLIENT, epoch: 0 }, { seat: CLIENT, epoch: 2 }, { seat: THERAPIST, epoch: 1 }]) {
      expect(await rooms.commit(facts(room, session, 1, { expect: fence }))).toEqual({ outcome: 'stale' })
    }
    await rooms.commit(change(room, 2, { change: { state: 'claimed anew', epochs: { [CLIENT]: 2 } } }))
    expect(await rooms.commit(facts(room, session, 1))).toEqual({ outcome: 'stale' })
  })

  test('P3 fenced: facts do not wait for one another: the version stays, and state does not fence them', async () => {
    const { rooms } = bench.store
    const [room, session] = [await claimedRoom(bench), id<SessionId>()]
    await rooms.commit(change(room, 2, { change: { state: 'moved on', epochs: { [CLIENT]: 1 } } }))
    expect(await rooms.commit(facts(room, session, 1))).toMatchObject({ version: 3, at: 1 })
    expect((await rooms.load(room))?.document.version).toBe(3)
  })

  test('P3 fenced: of 200 contested commits, each version has exactly one winner', async () => {
    const { rooms } = bench.store
    const room = id<RoomId>()
    await rooms.create(room, 'fresh')
    for (let version = 1; version <= 5; version++) {
      const commits = Array.from({ length: 200 }, (_, index) =>
        change(room, version, { change: { state: `${version} by ${index}`, epochs: { [CLIENT]: index } } }),
      )
      const answers = await Promise.all(commits.map((commit) => rooms.commit(commit)))
      const winners = commits.filter((_, index) => answers[index]?.outcome === 'committed')
      expect(winners).toHaveLength(1)
      expect((await rooms.load(room))?.document).toEqual({ version: version + 1, ...winners[0]?.change })
    }
  })

  test('commit: a room that was never made is gone; a change on an epoch alone is a bug', async () => {
    const { rooms } = bench.store
    expect(await rooms.commit(change(id(), 1))).toEqual({ outcome: 'gone' })
    const senseless = change(await claimedRoom(bench), 2, { expect: { seat: CLIENT, epoch: 1 } })
    await expect(rooms.commit(senseless)).rejects.toThrow(TypeError)
  })
}
