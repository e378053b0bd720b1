/**
 * What stands inside an envelope: said by one person's browser to the other's, never to the server.
 * The kind `k` exists only here, so that the server cannot tell a check-in from a receipt.
 */
import * as v from 'valibot'
import { FactId, KnockId } from '../ids.ts'
import { CheckInCode, ReplyCode } from '../check-in/vocabulary.ts'
import { ReflectionParts } from '../reflection/answers.ts'
import { LobbyCard, Observers } from '../agreed/lobby-card.ts'
import { At, Bytes32, Candidate, Counter, Description, PauseWord } from './fields.ts'
import { NoteValue } from './notes.ts'

/** `fact`: its id, by which duplicates are found. `said`: when the person pressed or spoke, by server time. */
const stated = { fact: FactId, said: At }

/** As long as what is written at once may be. */
export const WRITTEN_LETTERS = 1_000

export const Fact = v.variant('k', [
  /** The client sent a quiet signal. */
  v.strictObject({ k: v.literal('checkIn'), ...stated, code: CheckInCode }),
  /**
   * How far one fact got. `behind`: arrived, but that page is hidden. `shown`: painted. `seen`: acknowledged by the person.
   * `cleared`: done with.
   */
  v.strictObject({
    k: v.literal('receipt'), ...stated, of: FactId, state: v.picklist(['behind', 'shown', 'seen', 'cleared']),
  }),
  /** The client takes a quiet signal back before it was seen; one that arrives first means its cue is never shown. */
  v.strictObject({ k: v.literal('takeBack'), ...stated, of: FactId }),
  /** The therapist's answer to a check-in, one of the presets: nobody types in front of a camera. It also says "seen". */
  v.strictObject({ k: v.literal('reply'), ...stated, of: FactId, reply: ReplyCode }),
  /** The client's pause: a register of their seat, where the highest `n` counts. `keep`: what they keep of the therapist. */
  v.strictObject({ k: v.literal('pause'), ...stated, ...PauseWord.entries }),
  /** A quiet signal pressed to try it: marked as that on both sides, no cue, in no history. */
  v.strictObject({ k: v.literal('practice'), ...stated, code: CheckInCode }),
  /**
   * The therapist offers something, and the client answers or lets it be. `finish`: for today, during a pause. `pause`: to
   * pause, outside of one. `signals`: to go through the quiet signals together. `lookBack`: to look back on today.
   */
  v.strictObject({ k: v.literal('offer'), ...stated, offer: v.picklist(['finish', 'pause', 'signals', 'lookBack']) }),
  v.strictObject({ k: v.literal('answer'), ...stated, of: FactId, answer: v.picklist(['yes', 'notYet']) }),
  /** The client looks back on today, or has stopped; of the answers nothing is said by it. */
  v.strictObject({ k: v.literal('lookingBack'), ...stated, state: v.picklist(['begun', 'stopped']) }),
  /** The client's answers, to be talked about now: both see the same page. */
  v.strictObject({ k: v.literal('shared'), ...stated, reflection: ReflectionParts }),
  /** The therapist adds minutes to the planned end; it changes the clock alone. */
  v.strictObject({ k: v.literal('extended'), ...stated, minutes: v.picklist([5, 10]) }),
  /** The therapist asks whether the device that knocks is the client's own; `null`: the question is taken back. */
  v.strictObject({ k: v.literal('askNewcomer'), ...stated, knock: v.nullable(KnockId) }),
  /** The client's word on it. */
  v.strictObject({ k: v.literal('newcomer'), ...stated, of: FactId, word: v.picklist(['mine', 'notMine']) }),
  /** The certificate this side uses from now on (SHA-256 of it): a reloaded page has a new one. */
  v.strictObject({ k: v.literal('certificate'), ...stated, sha256: Bytes32 }),
  /** The nonce committed to in the knock: both can now speak the same six digits. */
  v.strictObject({ k: v.literal('nonce'), ...stated, nonce: Bytes32 }),
  /** What this person's microphone and camera do from now on. */
  v.strictObject({
    k: v.literal('switches'), ...stated,
    microphone: v.picklist(['on', 'off', 'none']), camera: v.picklist(['on', 'off', 'none']),
  }),
  /**
   * What this person's browser does with pictures. `held`: the camera is on and its picture is not sent, so that sound
   * can hold. `small`: the person asked for small pictures, both ways.
   */
  v.strictObject({
    k: v.literal('pictures'), ...stated, sent: v.picklist(['sent', 'held']), asked: v.picklist(['usual', 'small']),
  }),
  /** What else of their device this person shows from now on. */
  v.strictObject({ k: v.literal('sharing'), ...stated, what: v.picklist(['screen', 'nothing']) }),
  /** A word on a room note; the room's box takes it along when the session is over (`notes.ts`). */
  v.strictObject({ k: v.literal('note'), ...stated, n: v.pipe(Counter, v.minValue(1)), value: NoteValue }),
  /** The client's card as it is from now on: who can hear them may change while they talk. */
  v.strictObject({ k: v.literal('card'), ...stated, card: LobbyCard }),
  /** The therapist states who hears along on their side. */
  v.strictObject({ k: v.literal('observers'), ...stated, who: Observers }),
  /** What this person wrote to the other, in session only. */
  v.strictObject({ k: v.literal('wrote'), ...stated, text: v.pipe(v.string(), v.minLength(1), v.maxLength(WRITTEN_LETTERS)) }),
  /** This person left; the session goes on. */
  v.strictObject({ k: v.literal('left'), ...stated }),
  /** The client left by *Leave quietly*: nothing redials, and the therapist is told to wait. */
  v.strictObject({ k: v.literal('leftQuietly'), ...stated }),
  /** This person is back. */
  v.strictObject({ k: v.literal('back'), ...stated }),
  /** The therapist ended the session. */
  v.strictObject({ k: v.literal('ended'), ...stated }),
  /**
   * The client heard that it is over: the word with the number `seq` under the grant `turn`, which may have come by the
   * call alone, from a device that no log listens to any more.
   */
  v.strictObject({ k: v.literal('heardEnd'), ...stated, turn: Counter, seq: Counter }),
  /** The therapist goes on with the session they ended: it undoes `ended`, and is said after both asked for it. */
  v.strictObject({ k: v.literal('reopened'), ...stated }),
])
export type Fact = v.InferOutput<typeof Fact>
export type FactKind = Fact['k']
export type FactOf<Kind extends FactKind> = Extract<Fact, { k: Kind }>

/** One step of WebRTC negotiation. `epoch`: which peer instance; `neg`: which offer of it. */
export const Signal = v.variant('s', [
  v.strictObject({ s: v.literal('description'), epoch: Counter, neg: Counter, description: Description }),
  v.strictObject({
    s: v.literal('candidates'), epoch: Counter, neg: Counter,
    candidates: v.pipe(v.array(Candidate), v.minLength(1), v.maxLength(24)),
  }),
  /** The answering side asks for a new try. */
  v.strictObject({ s: v.literal('please'), epoch: Counter, neg: Counter, please: v.picklist(['restart', 'rebuild']) }),
])
export type Signal = v.InferOutput<typeof Signal>

export const Hint = v.variant('k', [
  v.strictObject({ k: v.literal('signal'), signal: Signal }),
  /**
   * The highest `seq` of a fact sent, and up to which `seq` all of the other's have come: shows loss and delay by a
   * server that withholds, and asks for what is missing.
   */
  v.strictObject({ k: v.literal('pulse'), sent: Counter, seen: Counter }),
])
export type Hint = v.InferOutput<typeof Hint>

const parsers = { fact: v.safeParser(Fact), hint: v.safeParser(Hint) }
type Inside = { fact: Fact; hint: Hint }

/** The text to seal. Runs through the schema, so that key order is the schema's. */
export function encodeInside<Class extends keyof Inside>(kind: Class, message: Inside[Class]): string {
  return JSON.stringify(v.parse(kind === 'fact' ? Fact : Hint, message))
}

/**
 * Reads opened text; `null` unless it is exactly what `encodeInside` would have written. Demanding the canonical
 * spelling refuses duplicate keys, `__proto__` and every other second way to say the same thing.
 */
export function decodeInside<Class extends keyof Inside>(kind: Class, text: string): Inside[Class] | null {
  let raw: unknown
  try {
    raw = JSON.parse(text)
  } catch {
    return null
  }
  const parsed = parsers[kind](raw)
  if (!parsed.success || JSON.stringify(parsed.output) !== text) return null
  return parsed.output as Inside[Class]
}
