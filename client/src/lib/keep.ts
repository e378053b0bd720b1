/**
 * What a browser remembers, behind two small ports. A tab's own memory (`TabKeep`, sessionStorage) is lost with the
 * tab; keys that cannot be written as text go to the browser's database (`KeyKeep`), named so that they can be
 * deleted by name.
 */
import type { RoomId } from '@fermata/shared/ids'
import { createStore, del, get, keys, set } from 'idb-keyval'

/** Text by name, written at once. */
export interface TabKeep {
  get(name: string): string | null
  set(name: string, text: string): void
  remove(name: string): void
  /** Forgets everything. */
  clear(): void
}

/** Structured-cloneable values by name, such as keys that cannot be read out. */
export interface KeyKeep {
  get(name: string): Promise<unknown>
  set(name: string, value: unknown): Promise<void>
  remove(name: string): Promise<void>
  /** The names of all that is kept. */
  names(): Promise<readonly string[]>
}

/** This tab's memory under a prefix of ours. */
export function tabKeep(storage: Storage, prefix: string): TabKeep {
  return {
    get: (name) => storage.getItem(prefix + name),
    set: (name, text) => storage.setItem(prefix + name, text),
    remove: (name) => storage.removeItem(prefix + name),
    clear: () => Object.keys(storage).filter((name) => name.startsWith(prefix)).forEach((name) => storage.removeItem(name)),
  }
}

/** The browser's database. It survives a restart of the browser; what must not is removed by name. */
export function keyKeep(): KeyKeep {
  const store = createStore('fermata', 'keys')
  return {
    get: (name) => get(name, store),
    set: (name, value) => set(name, value, store),
    remove: (name) => del(name, store),
    names: () => keys<string>(store),
  }
}

/** Removes whatever is kept under a name that names this room. */
export async function forgetRoom(kept: KeyKeep, room: RoomId): Promise<void> {
  const names = (await kept.names()).filter((name) => name.includes(room))
  await Promise.all(names.map((name) => kept.remove(name)))
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
    clear: () => held.clear(),
  }
}

/** A browser's database in memory, likewise; `held` outlives a page where it is given. */
export function memoryKeys(held = new Map<string, unknown>()): KeyKeep {
  return {
    get: (name) => Promise.resolve(held.get(name)),
    set: (name, value) => Promise.resolve(void held.set(name, value)),
    remove: (name) => Promise.resolve(void held.delete(name)),
    names: () => Promise.resolve([...held.keys()]),
  }
}
