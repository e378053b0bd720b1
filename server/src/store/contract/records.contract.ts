import { HOUR } from '@fermata/shared/clock'
import { expect, test } from 'vitest'
import type { Change } from '../port.ts'
import { type Bench, claimedRoom } from './bench.contract.ts'

const put = (key: string, value: string | null, expect: Change['expect'], more: Partial<Change> = {}): Change => ({
  shelf: 'wraps', key, value, expect, ...more,
})

export function recordTests(bench: Bench): void {
  test('records: made at revision 1, changed to the next, removed', async () => {
    const { records } = bench.store
    expect(await records.get('anna', 'wraps', 'a')).toBeNull()
    expect(await records.write('anna', [put('a', '{"n":1}', 0)])).toBe(true)
    expect(await records.get('anna', 'wraps', 'a')).toEqual({ rev: 1, value: '{"n":1}' })
    expect(await records.write('anna', [put('a', '{"n":2}', 1)])).toBe(true)
    expect(await records.get('anna', 'wraps', 'a')).toEqual({ rev: 2, value: '{"n":2}' })
    expect(await records.write('anna', [put('a', null, 2)])).toBe(true)
    expect(await records.get('anna', 'wraps', 'a')).toBeNull()
    expect(await records.write('anna', [put('a', 'again', 0)])).toBe(true)
  })

  test('records: an expected revision that is not the stored one is refused; `any` always stands', async () => {
    const { records } = bench.store
    await records.write('anna', [put('a', 'one', 0)])
    for (const wrong of [0, 2]) expect(await records.write('anna', [put('a', 'x', wrong)])).toBe(false)
    expect(await records.write('anna', [put('b', 'x', 1)])).toBe(false)
    expect(await records.write('anna', [put('a', 'two', 'any'), put('b', 'one', 'any')])).toBe(true)
    expect(await records.get('anna', 'wraps', 'a')).toEqual({ rev: 2, value: 'two' })
    expect(await records.get('anna', 'wraps', 'b')).toEqual({ rev: 1, value: 'one' })
    expect(await records.write('anna', [put('nobody', null, 'any')])).toBe(true)
  })

  test('ST220 a write that expects a revision does not bring back what was removed since, also not at the same time', async () => {
    const { records } = bench.store
    await records.write('anna', [put('a', 'one', 0)])
    await Promise.all([records.write('anna', [put('a', null, 'any')]), records.write('anna', [put('a', 'two', 1)])])
    expect(await records.write('anna', [put('a', 'three', 1)])).toBe(false)
    expect(await records.get('anna', 'wraps', 'a')).toBeNull()
  })

  test('ST10 an erased room takes no record any more; what lies there can be removed', async () => {
    const { records, rooms } = bench.store
    const [room, other] = [await claimedRoom(bench), await claimedRoom(bench)]
    await records.write(room, [put('a', 'one', 0)])
    await rooms.erase(room)
    for (const rev of [1, 'any'] as const) expect(await records.write(room, [put('a', 'two', rev)])).toBe(false)
    expect(await records.write(room, [put('a', null, 'any'), put('b', 'one', 'any')])).toBe(false)
    expect(await records.write(room, [put('a', null, 'any')])).toBe(true)
    expect(await records.list(room, 'wraps')).toEqual([])
    expect(await records.write(other, [put('a', 'one', 0)])).toBe(true)
  })

  test('P1 atomic: a write makes all its changes or none', async () => {
    const { records } = bench.store
    await records.write('anna', [put('a', 'one', 0), put('b', 'one', 0)])
    const mixed = [put('a', 'two', 1), put('c', 'two', 0), put('b', null, 9)]
    expect(await records.write('anna', mixed)).toBe(false)
    expect(await records.list('anna', 'wraps')).toHaveLength(2)
    expect((await records.get('anna', 'wraps', 'a'))?.value).toBe('one')
  })

  test('records: of 50 writes on the same revision, one wins', async () => {
    const { records } = bench.store
    const won = await Promise.all(Array.from({ length: 50 }, (_, n) => records.write('anna', [put('a', `${n}`, 0)])))
    expect(won.filter(Boolean)).toHaveLength(1)
    expect((await records.get('anna', 'wraps', 'a'))?.value).toBe(`${won.indexOf(true)}`)
  })

  test('records: listed by shelf, apart from other shelves and owners with a similar name', async () => {
    const { records } = bench.store
    await records.write('anna', [
      put('a', '1', 0), put('b', '2', 0), put('ünï:\u{1f512}', '3', 0), put('c', '4', 0, { shelf: 'wraps2' }),
      put('d', '5', 0, { shelf: 'wraps:a' }), put('e', '6', 0, { shelf: 'wrap' }),
    ])
    await records.write('anna2', [put('a', '7', 0)])
    const listed = await records.list('anna', 'wraps')
    expect(Object.fromEntries(listed.map(({ key, rev, value }) => [key, `${rev}:${value}`]))).toEqual({
      'a': '1:1', 'b': '1:2', 'ünï:\u{1f512}': '1:3',
    })
    expect(await records.list('anna', 'wraps2')).toEqual([{ key: 'c', rev: 1, value: '4' }])
    expect(await records.list('nobody', 'wraps')).toEqual([])
  })

  test('until: a record is there before its time and as if removed from then on', async () => {
    const { records } = bench.store
    const until = bench.clock.now() + HOUR
    await records.write('anna', [put('a', 'short', 0, { until }), put('b', 'long', 0)])
    bench.clock.advance(HOUR - 1)
    expect(await records.get('anna', 'wraps', 'a')).toEqual({ rev: 1, value: 'short' })
    bench.clock.advance(1)
    expect(await records.get('anna', 'wraps', 'a')).toBeNull()
    expect(await records.list('anna', 'wraps')).toEqual([{ key: 'b', rev: 1, value: 'long' }])
    expect(await records.write('anna', [put('a', 'x', 1)])).toBe(false)
    expect(await records.write('anna', [put('a', 'new', 0)])).toBe(true)
  })

  test('until: a later write sets another time, or none', async () => {
    const { records } = bench.store
    const until = bench.clock.now() + HOUR
    await records.write('anna', [put('a', '1', 0, { until }), put('b', '1', 0, { until })])
    await records.write('anna', [put('a', '2', 1, { until: until + HOUR }), put('b', '2', 1)])
    bench.clock.advance(HOUR)
    expect((await records.list('anna', 'wraps')).map(({ key }) => key).toSorted()).toEqual(['a', 'b'])
    bench.clock.advance(HOUR)
    expect((await records.list('anna', 'wraps')).map(({ key }) => key)).toEqual(['b'])
  })

  test('records: one named twice in a write is a bug', async () => {
    const twice = bench.store.records.write('anna', [put('a', '1', 'any'), put('a', '2', 'any')])
    await expect(twice).rejects.toThrow(TypeError)
  })
}
