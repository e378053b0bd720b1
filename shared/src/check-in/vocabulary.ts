/** The seven quiet signals. Codes are for the wire; words and shapes live in the app. */
import * as v from 'valibot'

export const CHECK_IN_CODES = ['slower', 'pause', 'not_this', 'ask_me', 'off', 'not_private', 'ok'] as const

export const CheckInCode = v.picklist(CHECK_IN_CODES)
export type CheckInCode = v.InferOutput<typeof CheckInCode>

/** The therapist's presets, beside a bare "Seen". Words live in the app. */
export const ReplyCode = v.picklist(['slowDown', 'imHere', 'leaveThat', 'askSoon', 'thankYou'])
export type ReplyCode = v.InferOutput<typeof ReplyCode>
