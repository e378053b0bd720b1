/** What two looks at a link's counters tell of the time between them. Pure. */
import type { Millis } from '@fermata/shared/clock'
import type { Counters } from '../port.ts'

/** How a call went between two looks. `null`: this browser, or this moment, does not tell. */
export interface Reading {
  /** Share of the other person's sound that had to be made up, 0 to 1. */
  concealed: number | null
  /** There and back. */
  roundTrip: Millis | null
  /** Share of what we sent that did not arrive, as the other side reports it, 0 to 1. */
  lost: number | null
  /** Packets of the own sound that left. */
  soundSent: number | null
  /** What the path takes of ours, bits a second. */
  room: number | null
}

/** `null` when the counters are not of the same peer: they start anew with each. */
export function readingOf(before: Counters, after: Counters): Reading | null {
  const samples = after.samples - before.samples
  const concealed = after.concealed - before.concealed
  if (before.peer !== after.peer || samples < 0) return null
  return {
    concealed: samples === 0 ? null : Math.min(1, Math.max(0, concealed / samples)),
    roundTrip: after.roundTrip,
    // Reports come by themselves, every one to five seconds: one that was read before is no news.
    lost: after.lost !== null && after.lost.at !== before.lost?.at ? after.lost.share : null,
    soundSent: before.soundSent === null || after.soundSent === null ? null : after.soundSent - before.soundSent,
    room: after.room,
  }
}
