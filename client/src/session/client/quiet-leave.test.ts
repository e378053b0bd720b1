import type { QuietWay } from '@fermata/shared/protocol'
import { expect, test } from 'vitest'
import { ManualClock } from '../../../../test/support/manual-clock.ts'
import { room } from '../../crypto/testing/fixtures.ts'
import { memoryKeep, memoryKeys } from '../../lib/keep.ts'
import { observable } from '../../lib/observable.ts'
import { KeptKnocks } from './kept-knocks.ts'
import { PLAIN_PAGE, QuietLeave } from './quiet-leave.ts'

/** A page with a visit, and the order in which things happen to it. */
function page(way: QuietWay) {
  const happened: string[] = []
  const [tab, keys] = [memoryKeep(), memoryKeys()]
  const quiet = new QuietLeave({
    room, tab, keys, knocks: new KeptKnocks(tab, keys), clock: new ManualClock(), way: observable(way),
    visit: {
      leaveQuietly: () => {
        happened.push('said')
        return Promise.resolve()
      },
    },
    exit: { blank: () => void happened.push('blank'), beacon: () => true, replaceWith: (address) => void happened.push(address) },
  })
  return { quiet, tab, happened }
}

test('QL270 the first press works, with nothing explained or chosen: blank first, then the word, then another page', async () => {
  const { quiet, happened } = page({ way: 'plainPage' })
  expect(quiet.state.get()).toBe('off')
  await quiet.go()
  expect(happened).toEqual(['blank', 'said', PLAIN_PAGE])
})

test('QL4 the operator may name the page it leads to, or switch it off: then a press changes nothing', async () => {
  const named = page({ way: 'address', address: 'https://weather.example' })
  await named.quiet.go()
  expect(named.happened.at(-1)).toBe('https://weather.example')
  const off = page({ way: 'off' })
  off.quiet.choose('on')
  await off.quiet.go()
  expect([off.quiet.state.get(), off.happened]).toEqual(['offByOperator', []])
})

test('QL271 what needs no search is on when the client turned it on, as long as nobody left', async () => {
  const { quiet, tab } = page({ way: 'plainPage' })
  quiet.choose('on')
  expect(quiet.state.get()).toBe('on')
  quiet.choose('off')
  expect(quiet.state.get()).toBe('off')
  quiet.choose('on')
  await quiet.go()
  expect(tab.get('quietLeave')).toBeNull()
})
