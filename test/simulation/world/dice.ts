/** All chance of a schedule, from one seed. */
import type { RandomSource } from '@fermata/shared/ids'

export class Dice implements RandomSource {
  #a: number
  #b: number
  #c: number
  #d: number

  constructor(seed: number) {
    // Small seeds differ in few bits: they are spread first (splitmix32).
    let state = seed >>> 0
    const spread = (): number => {
      state = (state + 0x9e3779b9) | 0
      let z = state ^ (state >>> 16)
      z = Math.imul(z, 0x21f0aaad)
      z ^= z >>> 15
      z = Math.imul(z, 0x735a2d97)
      return z ^ (z >>> 15)
    }
    this.#a = spread()
    this.#b = spread()
    this.#c = spread()
    this.#d = spread()
  }

  /** Evenly from 0 to 2^32 - 1 (sfc32). */
  word(): number {
    const t = (((this.#a + this.#b) | 0) + this.#d) | 0
    this.#d = (this.#d + 1) | 0
    this.#a = this.#b ^ (this.#b >>> 9)
    this.#b = (this.#c + (this.#c << 3)) | 0
    this.#c = (this.#c << 21) | (this.#c >>> 11)
    this.#c = (this.#c + t) | 0
    return t >>> 0
  }

  /** A whole number, `from` to `to`, both possible. */
  between(from: number, to: number): number {
    return from + (this.word() % (to - from + 1))
  }

  /** True so many times in a hundred. */
  percent(chance: number): boolean {
    return this.word() % 10_000 < chance * 100
  }

  one<Of>(from: readonly [Of, ...Of[]]): Of {
    return from[this.word() % from.length] ?? from[0]
  }

  bytes(length: number): Uint8Array {
    const bytes = new Uint8Array(length)
    for (let at = 0; at < length; at += 4) {
      const word = this.word()
      for (let n = 0; n < 4 && at + n < length; n++) bytes[at + n] = word >>> (8 * n)
    }
    return bytes
  }
}
