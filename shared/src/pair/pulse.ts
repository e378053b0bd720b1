/**
 * How well the two browsers hear each other, folded from what is heard and said. Every fact has a number, and each side
 * says now and then how many it sent and how many it has: so a server that withholds or delays cannot do so unseen.
 * Pure: times come with the events.
 */
import { type Millis, SECOND } from '../clock.ts'
import { FACTS_AFTER } from '../protocol/envelope.ts'

/** Which of one sender's facts are here. */
export interface Count {
  /** Every number up to this one is here. */
  upTo: number
  /** Those here beyond a gap, in no order. */
  beyond: readonly number[]
  /** The highest number the sender's newest pulse says to have sent. */
  told: number
}

export interface Pulse {
  theirs: Count
  /** Our own facts that they have not said to have, oldest first. */
  unseen: readonly { seq: number; at: Millis }[]
  /** Up to which number they said to have all of ours. */
  seen: number
  /** When a fact or a pulse of theirs last came. */
  heardAt: Millis
  /** When our first pulse since then went out: silence means something only where there was a question. */
  askedAt: Millis | null
  /** Since when something of theirs is missing here; `null` while nothing is. */
  missingSince: Millis | null
}

export type Felt =
  /** A fact of theirs came. */
  | { felt: 'fact'; seq: number }
  /** A pulse of theirs came: the highest number they sent, and up to which number they have all of ours. */
  | { felt: 'pulse'; sent: number; seen: number }
  /** A fact of ours was said, or one that was said before is known again. */
  | { felt: 'said'; seq: number }
  /** A pulse of ours went out. */
  | { felt: 'asked' }

/** `missing`: something of theirs is not here. `unconfirmed`: what their screen shows cannot be known now. */
export type Finding = 'well' | 'missing' | 'unconfirmed'

/** Nothing heard, or something missing, for so long, and the page says so. Three pulses' time, and ten seconds. */
export const UNCONFIRMED_AFTER = 30 * SECOND
/** A page that slept asks first, and gives the answer so long. */
const ANSWER_WITHIN = 5 * SECOND

export const firstPulse = (now: Millis): Pulse => ({
  theirs: { upTo: FACTS_AFTER, beyond: [], told: FACTS_AFTER },
  unseen: [],
  seen: FACTS_AFTER,
  heardAt: now,
  askedAt: null,
  missingSince: null,
})

/** The fold: what is known after one more thing happened, at `now`. */
export function feel(pulse: Pulse, felt: Felt, now: Millis): Pulse {
  switch (felt.felt) {
    case 'fact':
      return heard(pulse, withNumber(pulse.theirs, felt.seq), now)
    case 'pulse': {
      // Fewer than before: another device sits there now, and the one before took words with it that nobody has.
      const theirs = { ...pulse.theirs, told: felt.sent }
      const unseen = pulse.unseen.filter(({ seq }) => seq > felt.seen)
      return { ...heard(pulse, theirs, now), unseen, seen: Math.max(pulse.seen, felt.seen) }
    }
    case 'said':
      if (felt.seq <= pulse.seen || pulse.unseen.some(({ seq }) => seq === felt.seq)) return pulse
      return { ...pulse, unseen: [...pulse.unseen, { seq: felt.seq, at: now }].sort((one, other) => one.seq - other.seq) }
    case 'asked':
      return pulse.askedAt === null ? { ...pulse, askedAt: now } : pulse
  }
}

/** What is to be made of it. */
export function finding(pulse: Pulse, now: Millis): Finding {
  if (now >= unconfirmedFrom(pulse)) return 'unconfirmed'
  return pulse.missingSince === null ? 'well' : 'missing'
}

/** From when on, if nothing else happens, nothing is confirmed any more; `Infinity` while that depends on a question. */
export function unconfirmedFrom({ heardAt, askedAt, missingSince, unseen }: Pulse): Millis {
  const silent = askedAt === null ? Infinity : Math.max(heardAt + UNCONFIRMED_AFTER, askedAt + ANSWER_WITHIN)
  const since = [missingSince, unseen[0]?.at ?? null].filter((at) => at !== null)
  return Math.min(silent, ...since.map((at) => at + UNCONFIRMED_AFTER))
}

function heard(pulse: Pulse, theirs: Count, now: Millis): Pulse {
  const whole = theirs.upTo >= theirs.told && theirs.beyond.length === 0
  return { ...pulse, theirs, heardAt: now, askedAt: null, missingSince: whole ? null : (pulse.missingSince ?? now) }
}

function withNumber(count: Count, seq: number): Count {
  if (seq <= count.upTo || count.beyond.includes(seq)) return count
  const beyond = new Set([...count.beyond, seq])
  let { upTo } = count
  while (beyond.delete(upTo + 1)) upTo += 1
  return { ...count, upTo, beyond: [...beyond] }
}
