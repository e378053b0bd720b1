/** One server process's way to the store: slow at times, cut at times, before or after the store has done what was asked. */
import { DEADLINE_MS, type Store, StoreUnavailable } from '../../../server/src/store/port.ts'
import type { Dice } from '../world/dice.ts'
import type { OwnTime } from '../world/time.ts'
import type { Weather } from '../world/weather.ts'

export function wayTo(store: Store, time: OwnTime, dice: Dice, weather: Weather): Store {
  const call = (act: () => unknown): unknown => {
    const { store: now } = weather
    if (now === 'there') return dice.percent(70) ? act() : slowly(act, dice.between(1, 40))
    const isDone = now === 'after' || (now === 'either' && dice.percent(50))
    const done = isDone ? act() : null
    // What it answered is never known here.
    if (done instanceof Promise) done.catch(() => undefined)
    const patience = dice.percent(60) ? 0 : dice.between(1, DEADLINE_MS)
    return new Promise((_, reject) => void time.after(patience, () => reject(new StoreUnavailable('away, says the schedule'))))
  }
  const slowly = (act: () => unknown, delay: number): Promise<unknown> => {
    const before = dice.between(0, delay)
    return new Promise((resolve, reject) => {
      time.after(before, () => {
        const done = Promise.resolve(act())
        time.after(delay - before, () => void done.then(resolve, reject))
      })
    })
  }
  const guarded = <Part extends object>(part: Part): Part =>
    new Proxy(part, {
      get(target, key) {
        const value: unknown = Reflect.get(target, key)
        return typeof value === 'function' ? (...given: unknown[]): unknown => call(() => Reflect.apply(value, target, given)) : value
      },
    })
  return {
    rooms: guarded(store.rooms),
    records: guarded(store.records),
    compact: () => store.compact(),
    now: () => store.now(),
    healthy: () => store.healthy(),
    close: () => store.close(),
  }
}
