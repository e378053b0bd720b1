/** Code that comes as a file of its own, and must come: asked for until it is there. */
import { SECOND } from '@fermata/shared/clock'
import { browserClock } from './browser-clock.ts'

/** A file that did not come is asked for again after this; the network may be away for a moment. */
const TRY_AGAIN_AFTER = 1 * SECOND

export async function fetched<Code>(load: () => Promise<Code>): Promise<Code> {
  for (;;) {
    try {
      return await load()
    } catch {
      await new Promise<void>((resolve) => browserClock.after(TRY_AGAIN_AFTER, resolve))
    }
  }
}
