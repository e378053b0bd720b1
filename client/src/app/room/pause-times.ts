/** What time brings in a pause, on either side. There is no countdown for the client, and the planned end does not move. */
import { type Millis, MINUTE } from '@fermata/shared/clock'
import type { PauseNow } from '@fermata/shared/pair'
import type { FinishAsked } from '../../screens/room/pause/view.ts'

const STILL_PAUSING_AFTER = 3 * MINUTE
const MAY_OFFER_AFTER = 6 * MINUTE
const PLAN_AFTER = 10 * MINUTE

/** Whether the client reads that there is no rush. */
export const isLong = (lasted: Millis): boolean => lasted >= STILL_PAUSING_AFTER

/** Whether the therapist may ask to finish for today, and what became of it. */
export const finishAsked = ({ offer }: Pick<PauseNow, 'offer'>, lasted: Millis): FinishAsked =>
  offer === null ? (lasted >= MAY_OFFER_AFTER ? 'ready' : 'tooEarly') : (offer.answer ?? 'sent')

/** Whether the therapist is told what to do now. */
export const lastsTooLong = (lasted: Millis): boolean => lasted >= PLAN_AFTER
