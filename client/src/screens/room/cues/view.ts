import type { CheckInCode } from '@fermata/shared/check-in'
import { m } from '../../../i18n/messages.ts'

/** A quiet signal as the therapist sees it. */
export interface CueView {
  fact: string
  code: CheckInCode
  state: 'open' | 'seen'
  /** Seconds between press and arrival, where that was more than twenty; else `null`. */
  age: number | null
  /** `grown`: unanswered for twenty seconds. */
  attention: 'plain' | 'grown'
}

const WORDS: Record<CheckInCode, () => string> = {
  slower: m.cue_slower,
  pause: m.cue_pause,
  not_this: m.cue_not_this,
  ask_me: m.cue_ask_me,
  off: m.cue_off,
  not_private: m.cue_not_private,
  ok: m.cue_ok,
}

/** The cue's word. For `not_private` it is heard by screen readers alone: on screen it is a shape. */
export const cueWord = (code: CheckInCode): string => WORDS[code]()

const REPLIES: Partial<Record<CheckInCode, () => string>> = {
  slower: m.cue_reply_slower,
  pause: m.cue_reply_pause,
  not_this: m.cue_reply_not_this,
  ask_me: m.cue_reply_ask_me,
  off: m.cue_reply_off,
}

/** The preset reply to a cue; `not_private` and `ok` have none. */
export const cueReply = (code: CheckInCode): string | null => REPLIES[code]?.() ?? null

/** 25 s ago, 3 min ago. */
export const cueAge = (seconds: number): string =>
  seconds < 60 ? m.cue_ago({ count: Math.round(seconds) }) : m.cue_ago_minutes({ count: Math.round(seconds / 60) })

export interface CueActions {
  onSee(fact: string): void
  /** Present where replies can be sent. */
  onReply?: ((fact: string) => void) | undefined
}
