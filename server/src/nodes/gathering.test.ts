import type { DeviceId, RoomId } from '@fermata/shared/ids'
import type { Envelope } from '@fermata/shared/protocol'
import { beforeEach, describe, expect, test } from 'vitest'
import { ManualClock } from '../../../test/support/manual-clock.ts'
import type { Word } from '../rooms/nodes/nodes.ts'
import { FACTS_APART, Gathering, HINTS_APART } from './gathering.ts'

const room = 'room' as RoomId
const envelope = (kind: Envelope['class'], id: string): Word => ({
  word: 'envelope', room, as: 'client', device: 'tab' as DeviceId,
  delivered: { at: null, envelope: { class: kind, id } as Envelope },
})
const changed: Word = { word: 'changed', room }
const [one, two, three] = ['one', 'two', 'three'].map((id) => envelope('hint', id)) as [Word, Word, Word]

let clock: ManualClock
let said: [channel: string, words: readonly Word[]][]
let gathering: Gathering
beforeEach(() => {
  clock = new ManualClock()
  said = []
  gathering = new Gathering(clock, (channel, words) => void said.push([channel, words]))
})

describe('words to other processes', () => {
  test('RO63 a hint that comes alone is said at once; those within thirty milliseconds after it together, to each process', () => {
    gathering.add('a', one)
    expect(said).toEqual([['a', [one]]])
    clock.advance(HINTS_APART - 1)
    gathering.add('a', two)
    gathering.add('b', three)
    gathering.add('a', one)
    expect(said).toHaveLength(1)
    clock.advance(1)
    expect(said.slice(1)).toEqual([['a', [two, one]], ['b', [three]]])
    gathering.add('b', two)
    expect(said).toHaveLength(3)
    clock.advance(HINTS_APART)
    expect(said.slice(3)).toEqual([['b', [two]]])
  })

  test('RO63 after thirty milliseconds without one the next is said at once again', () => {
    gathering.add('a', one)
    clock.advance(HINTS_APART)
    gathering.add('a', two)
    expect(said).toEqual([['a', [one]], ['a', [two]]])
  })

  test('RO64 a fact waits five milliseconds at most, and takes along what waits', () => {
    const [first, second] = [envelope('fact', 'first'), envelope('fact', 'second')]
    gathering.add('a', first)
    expect(said).toEqual([['a', [first]]])
    gathering.add('b', one)
    gathering.add('b', two)
    gathering.add('a', second)
    clock.advance(FACTS_APART)
    expect(said.slice(1)).toEqual([['b', [one]], ['b', [two]], ['a', [second]]])
  })

  test('RO65 whatever is no envelope is said at once, after what waited', () => {
    gathering.add('a', one)
    said.length = 0
    gathering.add('b', one)
    gathering.add('a', two)
    gathering.add('a', changed)
    expect(said).toEqual([['b', [one]], ['a', [two, changed]]])
  })
})
