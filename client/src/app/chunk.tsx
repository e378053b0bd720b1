/** Pages that come as a file of their own. */
import { Loading } from '../screens/closing/Loading.tsx'
import { type Drawing, later } from '../ui/later.tsx'

export interface Chunk<Props> {
  /** Fetches it, so that it is there before it is shown; resolves once it is. */
  fetch(): Promise<void>
  /** The page; until the file is there a calm empty one, or nothing where it lies over another. */
  Page: Drawing<Props>
}

export function chunk<Props extends object>(load: () => Promise<Drawing<Props>>, before?: 'room' | 'nothing'): Chunk<Props> {
  const { fetch, part } = later(load)
  const Page = part((page) => page, before === 'nothing' ? null : <Loading {...(before === undefined ? {} : { scene: before })} />)
  return { fetch, Page }
}
