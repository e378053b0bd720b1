import type { CheckInCode } from '@fermata/shared/check-in'
import type { Label } from './words.ts'

/** How far the client's last quiet signal got, as far as is known. */
export type SignalState =
  | 'rest'
  | 'sending'
  /** Painted on the therapist's screen. */
  | 'onScreen'
  /** Arrived; that page is hidden. */
  | 'behind'
  | 'seen'
  /** Eight seconds without a receipt. It may still arrive. */
  | 'notConfirmed'
  /** The session ended before a receipt came. */
  | 'couldNotConfirm'
  /** On screen for ninety seconds and not acknowledged. */
  | 'notSeen'

export interface SignalView {
  state: SignalState
  /** After "I can't talk freely" every change is one of shape only: no word, nothing spoken, no menu. */
  words: 'shown' | 'shapeOnly'
  /** Whether the therapist is connected at all; if not, nothing can be on their screen yet. */
  therapist: 'there' | 'away'
  /** The therapist's preset reply, in the words of this page. */
  reply: string | null
  /** While it can still be taken back. */
  onUndo: (() => void) | null
  /** Words the pair agreed on; the usual ones for all others. */
  labels: readonly Label[]
  /** Signals the client hid: not in the tray; their digits stay unused, since a place never moves. */
  hidden: readonly CheckInCode[]
  /** The button's own name where the client gave it one; empty: the usual. */
  alias: string
  /** The letter that opens the tray, where single keys are on. */
  openKey: string
  /** The last practice press, while it is told of. */
  practice: 'none' | 'sending' | 'onScreen' | 'seen'
  /** Whether changes are also spoken by a screen reader; speech can leak through loudspeakers. */
  spoken: 'spoken' | 'visualOnly'
  onSend(code: CheckInCode): void
  onPractise(code: CheckInCode): void
  /** Brings back what the client alone can hide, with one tap. */
  onBringBack(): void
  onSendAgain(): void
}
