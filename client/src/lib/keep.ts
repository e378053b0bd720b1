/**
 * What a browser remembers, behind two small ports. A tab's own memory (`TabKeep`, sessionStorage) is lost with the
 * tab; keys that cannot be written as text go to the browser's database (`KeyKeep`), named so that they can be
 * deleted by name.
 */
import { createStore, del, get, set } from 'idb-keyval'

/** Text by name, written at once. */
export interface TabKeep {
  get(name: string): string | null
  set(name: string, text: string): void
  remove(name: string): void
}

/** Structured-cloneable values by name, such as keys that cannot be read out. */
export interface KeyKeep {
  get(name: string): Promise<unknown>
  set(name: string, value: unknown): Promise<void>
  remove(name: string): Promise<void>
}

/** This tab's memory under a prefix of ours. */
export function tabKeep(storage: Storage, prefix: string): TabKeep {
  return {
    get: (name) => storage.getItem(prefix + name),
    set: (name, text) => storage.setItem(prefix + name, text),
    remove: (name) => storage.removeItem(prefix + name),
  }
}

/** The browser's database. It survives a restart of the browser; what must not is removed by name. */
export function keyKeep(): KeyKeep {
  const store = createStore('fermata', 'keys')
  return {
    get: (name) => get(name, store),
    set: (name, value) => set(name, value, store),
    remove: (name) => del(name, store),
  }
}

/** Reads JSON that this tab itself wrote; `null` when there is none. */
export function readJson<Value>(keep: TabKeep, name: string): Value | null {
  const text = keep.get(name)
  return text === null ? null : (JSON.parse(text) as Value)
}

/** A memory that forgets with the object: for tests, and where a browser grants none. */
export function memoryKeep(): TabKeep {
  const held = new Map<string, string>()
  return {
    get: (name) => held.get(name) ?? null,
    set: (name, text) => void held.set(name, text),
    remove: (name) => void held.delete(name),
  }
}
