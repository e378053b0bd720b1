import type { CheckInCode } from '@fermata/shared/check-in'

/** A quiet signal as the therapist sees it. */
export interface CueView {
  fact: string
  code: CheckInCode
  state: 'open' | 'seen'
  /** Seconds between press and arrival, where that was more than twenty; else `null`. */
  age: number | null
  /** `grown`: unanswered for twenty seconds. */
  attention: 'plain' | 'grown'
  /** How often the same signal came while it stood open; from two on it is shown, but never for `not_private`. */
  times?: number
  /** An `ok` that answers "I can't talk freely" says so. */
  after?: 'not_private' | null
}

/** A preset answer, chosen by a person: nobody types in front of a camera. */
export type ReplyCode = 'slowDown' | 'imHere' | 'leaveThat' | 'askSoon' | 'thankYou'

export interface CueActions {
  onSee(fact: string): void
  /** Present where replies can be sent. */
  onReply?: ((fact: string, reply: ReplyCode) => void) | undefined
}

/** The guide for "I can't talk freely", from where the cues are drawn. */
export interface GuideView {
  state: 'open' | 'putAway'
  /** Also says "seen" of a square that is still open. */
  onOpen(): void
  onPutAway(): void
}
