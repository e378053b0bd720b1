/**
 * What a browser remembers, behind two small ports. A tab's own memory (`TabKeep`, sessionStorage) is lost with the
 * tab; keys that cannot be written as text go to the browser's database (`KeyKeep`), named so that they can be
 * deleted by name.
 */
import type { RoomId } from '@fermata/shared/ids'
import { createStore, del, get, keys, set, type UseStore } from 'idb-keyval'

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

/** Whether what a page keeps survives a reload. `memory`: this browser keeps nothing for it, or not any more. */
export type StorageState = 'persistent' | 'memory'

/** This tab's memory under a prefix of ours. What it does not take is held by the page, and `onRefused` is told. */
export function tabKeep(storage: Storage, prefix: string, onRefused: () => void): TabKeep {
  const held = memoryKeep()
  return {
    get: (name) => held.get(name) ?? storage.getItem(prefix + name),
    set: (name, text) => {
      try {
        storage.setItem(prefix + name, text)
        held.remove(name)
      } catch {
        held.set(name, text)
        onRefused()
      }
    },
    remove: (name) => {
      held.remove(name)
      storage.removeItem(prefix + name)
    },
    clear: () => {
      held.clear()
      Object.keys(storage).filter((name) => name.startsWith(prefix)).forEach((name) => storage.removeItem(name))
    },
  }
}

/**
 * The browser's database. It survives a restart of the browser; what must not is removed by name. Where it is blocked,
 * full, or takes no keys (a private window of some browsers), the page holds what it was given, and `onRefused` is told.
 */
export function keyKeep(onRefused: () => void): KeyKeep {
  const held = new Map<string, unknown>()
  const memory = memoryKeys(held)
  let store: UseStore | null = null
  const orHold = async <Value>(ask: (store: UseStore) => Promise<Value>, hold: () => Promise<Value>): Promise<Value> => {
    try {
      return await ask((store ??= createStore('fermata', 'keys')))
    } catch {
      onRefused()
      return hold()
    }
  }
  return {
    get: (name) => (held.has(name) ? memory.get(name) : orHold((there) => get(name, there), () => memory.get(name))),
    set: (name, value) =>
      orHold(
        async (there) => {
          await set(name, value, there)
          held.delete(name)
        },
        () => memory.set(name, value),
      ),
    remove: (name) => {
      held.delete(name)
      return orHold((there) => del(name, there), () => Promise.resolve())
    },
    names: async () => [...new Set([...held.keys(), ...(await orHold((there) => keys<string>(there), async () => []))])],
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
