/**
 * A lifetime that owns its clean-up: listeners, timers, tracks and sockets are handed to a scope, and closing the
 * scope releases all of them, last first, exactly once.
 */
export class Scope {
  #cleanups: (() => void)[] = []
  #closed = false

  get closed(): boolean {
    return this.#closed
  }

  /** Runs `cleanup` when the scope closes; at once if it already has. */
  onClose(cleanup: () => void): void {
    if (this.#closed) cleanup()
    else this.#cleanups.push(cleanup)
  }

  /** A scope that closes with this one, or earlier by itself. */
  child(): Scope {
    const child = new Scope()
    this.onClose(() => child.close())
    return child
  }

  /** Adds a DOM listener for as long as the scope lives. */
  listen(target: EventTarget, type: string, listener: (event: Event) => void): void {
    target.addEventListener(type, listener)
    this.onClose(() => target.removeEventListener(type, listener))
  }

  close(): void {
    if (this.#closed) return
    this.#closed = true
    for (const cleanup of this.#cleanups.reverse()) cleanup()
    this.#cleanups = []
  }
}
