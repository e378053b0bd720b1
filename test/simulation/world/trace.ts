/** What happened in a schedule, as a hash: two runs of one seed must agree in every step. */
export class Trace {
  #one = 0x811c9dc5
  #other = 0x9747b28c
  /** The last steps, to be read when something went wrong. */
  readonly last: string[] = []
  readonly #remembers: number

  constructor(
    private readonly now: () => number,
    remembers = 0,
  ) {
    this.#remembers = remembers
  }

  step(text: string): void {
    const line = `${this.now() % 10_000_000} ${text}`
    for (let at = 0; at < line.length; at++) {
      const code = line.charCodeAt(at)
      this.#one = Math.imul(this.#one ^ code, 0x01000193)
      this.#other = Math.imul(this.#other ^ code, 0x5bd1e995) ^ (this.#other >>> 13)
    }
    if (this.#remembers === 0) return
    this.last.push(line)
    if (this.last.length > this.#remembers) this.last.shift()
  }

  get hash(): string {
    return `${(this.#one >>> 0).toString(16)}.${(this.#other >>> 0).toString(16)}`
  }
}
