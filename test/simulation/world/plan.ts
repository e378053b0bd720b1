/** What a schedule is made of, drawn from its seed. */
import { type Millis, SECOND } from '@fermata/shared/clock'
import type { Dice } from './dice.ts'

/** `n` says which of several is meant: of tabs, processes, rooms. */
export type Fault =
  | { fault: 'break' | 'halfOpen' | 'reload'; n: number }
  | { fault: 'crash'; n: number; back: Millis }
  | { fault: 'stall'; n: number; lasts: Millis }
  | { fault: 'drain'; n: number }
  | { fault: 'storeAway'; how: 'before' | 'after' | 'either'; lasts: Millis }
  | { fault: 'wordsLost'; percent: number; lasts: Millis }
  | { fault: 'channelBad'; percent: number; lasts: Millis }
  | { fault: 'mediaCut'; n: number; lasts: Millis }
  | { fault: 'hidden'; n: number; lasts: Millis }
  | { fault: 'otherDevice' | 'otherDesk' }

export interface Plan {
  rooms: 1 | 2
  nodes: 1 | 2
  intruder: 'none' | 'there'
  /** How many of a hundred looks of a therapist at their open session end it. */
  endings: number
  /** What comes of it in the end: nothing, or the session is ended and looked back on, and then the room is erased. */
  closing: 'none' | 'erased'
  faults: readonly { at: Millis; what: Fault }[]
  /** From then on nothing goes wrong any more. */
  calmAt: Millis
}

export function planOf(dice: Dice): Plan {
  // Most are dense and short; what takes a lease's time, or two, needs the longer ones.
  const calmAt = (dice.percent(75) ? dice.between(8, 20) : dice.between(20, 45)) * SECOND
  const faults = Array.from({ length: dice.between(2, 10) }, () => ({ at: dice.between(2 * SECOND, calmAt - SECOND), what: faultOf(dice) }))
  return {
    rooms: dice.percent(50) ? 2 : 1,
    nodes: dice.percent(80) ? 2 : 1,
    intruder: dice.percent(40) ? 'there' : 'none',
    endings: dice.percent(30) ? 2 : 0,
    closing: dice.percent(25) ? 'erased' : 'none',
    faults: faults.sort((one, other) => one.at - other.at),
    calmAt,
  }
}

function faultOf(dice: Dice): Fault {
  const n = dice.between(0, 59)
  const lasts = dice.between(200, 9_000)
  switch (dice.between(0, 12)) {
    case 0:
    case 1:
      return { fault: 'break', n }
    case 2:
      return { fault: 'halfOpen', n }
    case 3:
    case 4:
      return { fault: 'reload', n }
    case 5:
      return { fault: 'crash', n, back: dice.between(200, 5_000) }
    case 6:
      return { fault: 'stall', n, lasts }
    case 7:
      return { fault: 'drain', n }
    case 8:
      return { fault: 'storeAway', how: dice.one(['before', 'after', 'either']), lasts }
    case 9:
      return dice.percent(50) ? { fault: 'wordsLost', percent: dice.between(20, 100), lasts } : { fault: 'hidden', n, lasts }
    case 10:
      return { fault: 'channelBad', percent: dice.between(5, 100), lasts }
    case 11:
      return { fault: 'mediaCut', n, lasts }
    default:
      return { fault: dice.percent(70) ? 'otherDevice' : 'otherDesk' }
  }
}
