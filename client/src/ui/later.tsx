/**
 * Parts of the app that come as a file of their own. Not `React.lazy`: once React has shown a fallback it holds back what
 * follows for up to 300 ms (FALLBACK_THROTTLE_MS, React 19), which people would wait for at Admit and after a reload.
 */
import { type ReactElement, useEffect } from 'react'
import { fetched } from '../lib/fetched.ts'
import { observable } from '../lib/observable.ts'
import { useValue } from './use-value.ts'

/** A component that draws elements, or nothing. */
export type Drawing<Props> = (props: Props) => ReactElement | null

export interface Later<Code> {
  /** Fetches it, so that it is there before it is shown; resolves once it is. */
  fetch(): Promise<void>
  /** One component of the file; until that is there, what stands in its place. */
  part<Props extends object>(pick: (code: Code) => Drawing<Props>, before?: ReactElement | null): Drawing<Props>
}

export function later<Code>(load: () => Promise<Code>): Later<Code> {
  const loaded = observable<Code | null>(null)
  let asked: Promise<void> | null = null
  const fetch = (): Promise<void> => (asked ??= fetched(load).then((code) => loaded.set(code)))
  return {
    fetch,
    part: (pick, before = null) =>
      function Part(props) {
        const code = useValue(loaded)
        useEffect(() => void fetch(), [])
        if (code === null) return before
        const There = pick(code)
        return <There {...props} />
      },
  }
}
