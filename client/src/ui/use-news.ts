import { useLayoutEffect, useRef } from 'react'

/**
 * Acts when `news` is another value than before, and at first: before the browser paints it. A new function is no news;
 * the newest one is called.
 */
export function useNews(news: string | null | undefined, act: () => void): void {
  const newest = useRef(act)
  useLayoutEffect(() => {
    newest.current = act
  })
  useLayoutEffect(() => newest.current(), [news])
}
