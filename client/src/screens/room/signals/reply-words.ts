/** The therapist's preset replies, in the words that both sides read. */
import { m } from '../../../i18n/messages.ts'
import type { ReplyCode } from '../cues/view.ts'

const REPLIES: Record<ReplyCode, () => string> = {
  slowDown: m.reply_slow_down,
  imHere: m.reply_im_here,
  leaveThat: m.reply_leave_that,
  askSoon: m.reply_ask_soon,
  thankYou: m.reply_thank_you,
}

/** The sentence that the client reads beside the quiet-signal button. */
export const replyWords = (reply: ReplyCode): string => REPLIES[reply]()
