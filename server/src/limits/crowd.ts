/** How many connections come from one address. */

/** Most of one address: a practice of forty people behind one router, each with a few tabs. */
export const SOCKETS_PER_ADDRESS = 200

export class Crowd {
  readonly #open = new Map<string, number>()

  constructor(private readonly most = SOCKETS_PER_ADDRESS) {}

  /** Whether one more may come; `null` is never limited. */
  mayEnter(address: string | null): boolean {
    return address === null || (this.#open.get(address) ?? 0) < this.most
  }

  /** One has come; call the answer when it has gone. */
  enter(address: string | null): () => void {
    if (address === null) return () => {}
    this.#open.set(address, (this.#open.get(address) ?? 0) + 1)
    let inside = true
    return () => {
      if (!inside) return
      inside = false
      const left = (this.#open.get(address) ?? 1) - 1
      if (left > 0) this.#open.set(address, left)
      else this.#open.delete(address)
    }
  }

  /** How many addresses are connected. */
  get size(): number {
    return this.#open.size
  }
}
