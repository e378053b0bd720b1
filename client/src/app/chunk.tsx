/**
 * Pages that come as a file of their own. Not `React.lazy`: once React has shown a fallback it holds back what follows
 * for up to 300 ms (FALLBACK_THROTTLE_MS, React 19), which people would wait for at Admit and after a reload.
 */
import { type ComponentType, useEffect } from 'react'
import { fetched } from '../lib/fetched.ts'
import { observable } from '../lib/observable.ts'
import { Loading } from '../screens/closing/Loading.tsx'
import { useValue } from '../ui/use-value.ts'

export interface Chunk<Props> {
  /** Fetches it, so that it is there before it is shown; resolves once it is. */
  fetch(): Promise<void>
  /** The page; until the file is there a calm empty one, or nothing where it lies over another. */
  Page: ComponentType<Props>
}

export function chunk<Props extends object>(load: () => Promise<ComponentType<Props>>, before?: 'room' | 'nothing'): Chunk<Props> {
  const loaded = observable<ComponentType<Props> | null>(null)
  let asked: Promise<void> | null = null
  const fetch = (): Promise<void> => (asked ??= fetched(load).then((page) => loaded.set(page)))
  const Page = (props: Props) => {
    const There = useValue(loaded)
    useEffect(() => void fetch(), [])
    if (There !== null) return <There {...props} />
    return before === 'nothing' ? null : <Loading {...(before === undefined ? {} : { scene: before })} />
  }
  return { fetch, Page }
}
