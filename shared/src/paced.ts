/** For what costs the same whether it is done for one or for many. */
import type { Clock, Millis } from './clock.ts'

/**
 * A function that asks for `act`: it is done at once when the last time was `apart` ago or longer, else when that is so,
 * once for all who asked meanwhile. With `apart` 0 it is done at each call.
 */
export function paced(clock: Pick<Clock, 'after'>, apart: Millis, act: () => void): () => void {
  if (apart === 0) return act
  let state: 'rested' | 'resting' | 'asked' = 'rested'
  const ask = (): void => {
    if (state !== 'rested') {
      state = 'asked'
      return
    }
    state = 'resting'
    clock.after(apart, () => {
      const isAsked = state === 'asked'
      state = 'rested'
      if (isAsked) ask()
    })
    act()
  }
  return ask
}
