import { useCallback, useSyncExternalStore } from 'react'
import type { Observable } from '../lib/observable.ts'

/** Reads an observable and draws again when it changes. Its value must be the same object while nothing changed. */
export function useValue<Value>(source: Observable<Value>): Value {
  const watch = useCallback((changed: () => void) => source.watch(changed), [source])
  return useSyncExternalStore(watch, source.get)
}
