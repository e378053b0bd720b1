import { expect, test } from 'vitest'
import { observable } from '../lib/observable.ts'
import { stayAwake } from './awake.ts'

function screen(refuse = false) {
  const held = new Set<object>()
  let asked = 0
  return {
    held,
    get asked() {
      return asked
    },
    request: () => {
      asked += 1
      if (refuse) return Promise.reject(new DOMException('', 'NotAllowedError'))
      const lock = { release: () => Promise.resolve(void held.delete(lock)) }
      held.add(lock)
      return Promise.resolve(lock)
    },
  }
}
const turn = () => new Promise(setImmediate)

test('ME22 the screen stays on in session, is asked for again with each return into view, and is let go at the end', async () => {
  const [locks, visible] = [screen(), observable(true)]
  const stop = stayAwake(locks, visible)
  await turn()
  expect(locks.held.size).toBe(1)
  visible.set(false)
  await turn()
  visible.set(true)
  await turn()
  expect([locks.asked, locks.held.size]).toEqual([2, 1])
  stop()
  await turn()
  visible.set(false)
  visible.set(true)
  await turn()
  expect([locks.asked, locks.held.size]).toEqual([2, 0])
})

test('ME22 a lock that comes after the end is let go, and one that is refused does no harm', async () => {
  const locks = screen()
  stayAwake(locks, observable(true))()
  await turn()
  expect(locks.held.size).toBe(0)
  stayAwake(screen(true), observable(true))()
  stayAwake(undefined, observable(true))()
  await turn()
})
