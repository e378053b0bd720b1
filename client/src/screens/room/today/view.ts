/** The shared agenda and the one next step, as both sides see them. */
import type { Went } from '@fermata/shared/agreed'
import type { Kept } from '../set-up/view.ts'

export interface PointView {
  words: string
  by: 'me' | 'other'
}

/** The step of an earlier session. `went`: what the client said of it today; `null`: nothing yet. */
export interface CarriedView {
  words: string
  went: Went | null
}

/** The words are the client's; the therapist reads them. */
export type StepView =
  | { seat: 'client'; words: string; carried: CarriedView | null; onAgree(words: string): void; onSay(how: Went): void }
  | { seat: 'therapist'; words: string; carried: CarriedView | null }

export interface TodayView {
  points: readonly PointView[]
  /** Whether one more point of one's own fits. */
  room: 'yes' | 'no'
  onAdd(words: string): void
  onRemove(words: string): void
  step: StepView
  kept: Kept
}

/** One line at the session's start, while a step is open. */
export interface AtStartView {
  step: StepView & { carried: CarriedView }
  onPutAway(): void
}
