/**
 * When something is said of an answer: prompts for a conversation, no cut-offs. The operator can set them for the house,
 * and a therapist for the prompts they get.
 */
import * as v from 'valibot'

const within = (least: number, most: number) => v.pipe(v.number(), v.integer(), v.minValue(least), v.maxValue(most))

export const Thresholds = v.strictObject({
  /** So far from the usual, an answer is lower or higher than usual. */
  drop: within(5, 100),
  /** Below this an answer is low, whatever is usual. */
  low: within(0, 100),
  /** The usual is taken of at least so many earlier answers. */
  least: within(1, 5),
  /** Everything at or above this, `running` times: a tip to invite one small change. */
  high: within(0, 100),
  /** So many sessions one after the other. */
  running: within(2, 12),
})
export type Thresholds = v.InferOutput<typeof Thresholds>

export const THRESHOLDS: Thresholds = { drop: 20, low: 40, least: 3, high: 90, running: 3 }

/** The usual is the median of at most so many earlier answers. */
export const EARLIER_AT_MOST = 5
