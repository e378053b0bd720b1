/** What an ended session's page offers: going on, for as long as the server's clock says that it can. */
import type { Millis } from '@fermata/shared/clock'
import type { Reopening } from '@fermata/shared/protocol'
import type { ResumeView } from '../screens/closing/Over.tsx'
import type { OverHere } from '../session/reopening.ts'

/**
 * `null` where it cannot go on (any more).
 * @param reopening by the server's last word; `undefined` while that does not say that the session is over.
 */
export function resumeView(
  reopening: Reopening | null | undefined, over: OverHere | null, now: Millis, onResume: () => void,
): ResumeView {
  // Asked, and the other side too: what is waited for is the word that it goes on.
  if (reopening === undefined) return over?.asked === 'yes' ? { state: 'pressed' } : null
  if (reopening === null || now >= reopening.until) return null
  return reopening.asked === 'byYou' || over?.asked === 'yes' ? { state: 'pressed' } : { state: 'offered', onResume }
}
