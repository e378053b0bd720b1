/**
 * A value that can be read and watched, but changed only by whoever made it. Controllers publish these; a React
 * hook of three lines reads them (`useValue`).
 */
export interface Observable<Value> {
  get(): Value
  /** Calls `listener` after every change; returns what stops it. */
  watch(listener: (value: Value) => void): () => void
}

/** The maker's side of an observable. Setting an identical value (`Object.is`) is no change. */
export interface Source<Value> extends Observable<Value> {
  set(value: Value): void
}

export function observable<Value>(initial: Value): Source<Value> {
  let current = initial
  const listeners = new Set<(value: Value) => void>()
  return {
    get: () => current,
    set(value) {
      if (Object.is(value, current)) return
      current = value
      for (const listener of [...listeners]) listener(value)
    },
    watch(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}

/** An observable computed from others; it recomputes when one of them changes. */
export function derived<Value>(sources: readonly Observable<unknown>[], compute: () => Value): Observable<Value> {
  return {
    get: compute,
    watch(listener) {
      let last = compute()
      const check = () => {
        const next = compute()
        if (Object.is(next, last)) return
        last = next
        listener(next)
      }
      const stops = sources.map((source) => source.watch(check))
      return () => stops.forEach((stop) => stop())
    },
  }
}

/**
 * An observable computed from one source, keeping its last result while the source stands still – and while a new
 * result is the `same` as the last.
 */
export function memo<From, To>(
  source: Observable<From>,
  compute: (from: From) => To,
  same: (one: To, other: To) => boolean = Object.is,
): Observable<To> {
  let from = source.get()
  let to = compute(from)
  return derived([source], () => {
    const next = source.get()
    if (next !== from) {
      from = next
      const result = compute(next)
      if (!same(to, result)) to = result
    }
    return to
  })
}

/** Whether two plain objects hold the same values under the same names. */
export function sameFields<Fields extends object>(one: Fields, other: Fields): boolean {
  const names = Object.keys(one) as (keyof Fields)[]
  return names.length === Object.keys(other).length && names.every((name) => Object.is(one[name], other[name]))
}
