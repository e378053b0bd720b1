/**
 * Who gives way when a path is too narrow: the picture, so that sound can hold. Pure: readings go in, the step of the
 * own picture comes out. The figures were measured between two Chromium through a 100 kbit/s uplink: left alone 14 % of
 * the sound was made up, with a small slow picture 0.8 %, with none 0.2 %.
 */
import { type Millis, SECOND } from '@fermata/shared/clock'
import type { PictureStep } from '../port.ts'
import type { Reading } from './readings.ts'

/** From whole to none. */
const STEPS = ['whole', 'smaller', 'smallest', 'held'] as const satisfies readonly PictureStep[]

/** More sound made up than this is trouble: three times what a call through a narrow path had once it gave way. */
export const CONCEALED_AT_MOST = 0.03
/** There and back; above it queues build up, and people talk into each other. */
export const ROUND_TRIP_AT_MOST: Millis = 400
/** Of what we send; at 5 % and 200 ms a call that did nothing made up 9 % of the sound. */
export const LOST_AT_MOST = 0.05
/** Bits a second. Below it a picture as it is (345 kbit/s) has no room beside the sound. */
export const NARROW_BELOW = 150_000
/** Bits a second. Below it there is room for sound only. */
export const SOUND_ONLY_BELOW = 100_000
/** How often the counters are read. */
export const LOOK_EVERY: Millis = 2 * SECOND
/** Troubled readings running before anything changes: muting alone makes one up. */
export const TROUBLED_FOR = 2
/** Good values before the picture gets one step back. */
export const GOOD_FOR: Millis = 10 * SECOND
/** After returns that failed it waits longer, up to this. */
export const GOOD_FOR_AT_MOST: Millis = 80 * SECOND

export interface Ladder {
  step: PictureStep
  /** Troubled readings running. */
  troubled: number
  /** Since when every reading was good; `null`: the last was not. */
  goodSince: Millis | null
  /** Good values needed before the next step back. */
  patience: Millis
  /** When the picture last got a step back. */
  cameBackAt: Millis | null
}

export const TOP: Ladder = { step: 'whole', troubled: 0, goodSince: null, patience: GOOD_FOR, cameBackAt: null }

/**
 * What the path has to take for the step in use. A browser that sends little never learns how much more would go: a
 * picture that is held is judged by the sound alone, and tried again.
 */
const roomNeeded = (step: PictureStep): number => (step === 'held' ? 0 : step === 'smallest' ? SOUND_ONLY_BELOW : NARROW_BELOW)

/** Whether sound suffers, or will. */
export function isTroubled({ concealed, roundTrip, lost, room }: Reading, step: PictureStep): boolean {
  return (concealed ?? 0) > CONCEALED_AT_MOST || (roundTrip ?? 0) > ROUND_TRIP_AT_MOST || (lost ?? 0) > LOST_AT_MOST
    || (room ?? Number.POSITIVE_INFINITY) < roomNeeded(step)
}

/** The ladder after one more reading. */
export function next(ladder: Ladder, reading: Reading, now: Millis): Ladder {
  if (!isTroubled(reading, ladder.step)) return rested({ ...ladder, troubled: 0, goodSince: ladder.goodSince ?? now }, now)
  const troubled = ladder.troubled + 1
  const waiting = { ...ladder, troubled, goodSince: null }
  if (troubled < TROUBLED_FOR || ladder.step === 'held') return waiting
  const soundOnly = reading.room !== null && reading.room < SOUND_ONLY_BELOW
  const failed = ladder.cameBackAt !== null && now - ladder.cameBackAt < 2 * GOOD_FOR
  return {
    ...waiting,
    step: soundOnly ? 'held' : below(ladder.step),
    troubled: 0,
    patience: failed ? Math.min(2 * ladder.patience, GOOD_FOR_AT_MOST) : GOOD_FOR,
    cameBackAt: null,
  }
}

/** The ladder after the way was lost and is found again: neither trouble nor good seconds of before run on over that. */
export const broken = (ladder: Ladder): Ladder => ({ ...ladder, troubled: 0, goodSince: null })

/** One step back up, once it has been good for long enough. */
function rested(ladder: Ladder, now: Millis): Ladder {
  const { step, goodSince, patience } = ladder
  if (step === 'whole' || goodSince === null || now - goodSince < patience) return ladder
  return { ...ladder, step: above(step), goodSince: now, cameBackAt: now }
}

const at = (step: PictureStep): number => STEPS.indexOf(step)
const below = (step: PictureStep): PictureStep => STEPS[at(step) + 1] ?? 'held'
const above = (step: PictureStep): PictureStep => STEPS[at(step) - 1] ?? 'whole'

/** The lower of two steps: what the path allows, and what the two people chose. */
export const lower = (one: PictureStep, other: PictureStep): PictureStep => (at(one) > at(other) ? one : other)

/** Three marks of how the connection is. `poor`: speech is hard to follow, or pictures are off. */
export type Quality = 'good' | 'fair' | 'poor'

/** Made-up sound above this is heard as gaps (13.7 % was, beside a frozen picture). */
export const POOR_ABOVE = 0.1

export function qualityOf(ladder: Ladder, reading: Reading | null): Quality {
  if (ladder.step === 'held' || (reading?.concealed ?? 0) > POOR_ABOVE) return 'poor'
  return ladder.step !== 'whole' || (reading !== null && isTroubled(reading, ladder.step)) ? 'fair' : 'good'
}
