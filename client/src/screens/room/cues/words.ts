/** Words of the cues and of what can be answered, on the therapist's side. */
import type { CheckInCode } from '@fermata/shared/check-in'
import { m } from '../../../i18n/messages.ts'
import { replyWords } from '../signals/reply-words.ts'
import type { CueView, ReplyCode } from './view.ts'

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
export const cueWord = ({ code, after }: Pick<CueView, 'code' | 'after'>): string =>
  code === 'ok' && after === 'not_private' ? m.cue_ok_after() : WORDS[code]()

/** ×2, where the same signal came again while it stood open. "I can't talk freely" stays one shape. */
export const cueTimes = ({ code, times = 1 }: Pick<CueView, 'code' | 'times'>): string | null =>
  times > 1 && code !== 'not_private' ? m.cue_times({ count: times }) : null

/** 25 s ago, 3 min ago. */
export const cueAge = (seconds: number): string =>
  seconds < 60 ? m.cue_ago({ count: Math.round(seconds) }) : m.cue_ago_minutes({ count: Math.round(seconds / 60) })

export interface Reply {
  reply: ReplyCode
  words: string
}

const said = (reply: ReplyCode): Reply => ({ reply, words: replyWords(reply) })
const later = (): Reply => ({ reply: 'askSoon', words: m.cue_reply_later() })

/** What can be answered to a cue, in the order of the keys 2 and 3; `not_private` and `ok` have no reply. */
export function cueReplies(code: CheckInCode): readonly Reply[] {
  switch (code) {
    case 'slower':
      return [said('slowDown'), later()]
    case 'pause':
      return [said('imHere')]
    case 'not_this':
      return [said('leaveThat')]
    case 'ask_me':
      return [said('askSoon')]
    case 'off':
      return [said('thankYou'), later()]
    case 'not_private':
    case 'ok':
      return []
  }
}
