/** When something is said of an answer: prompts for a conversation, no cut-offs. A therapist can set the first three. */
import * as v from 'valibot'

const Step = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(100))

export const Thresholds = v.strictObject({
  /** So far from the usual, an answer is lower or higher than usual. */
  drop: v.pipe(Step, v.minValue(5)),
  /** Below this an answer is low, whatever is usual. */
  low: Step,
  /** Everything at or above this, `running` times: a tip to invite one small change. */
  high: Step,
})
export type Thresholds = v.InferOutput<typeof Thresholds>

export const THRESHOLDS: Thresholds = { drop: 20, low: 40, high: 90 }

/** The usual is the median of at most so many earlier answers, and of at least so many. */
export const EARLIER_AT_MOST = 5
export const EARLIER_AT_LEAST = 3
/** So many sessions one after the other. */
export const RUNNING = 3
