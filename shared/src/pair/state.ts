/**
 * What only the two browsers know of each other, folded from their sealed facts. The order in which facts arrive
 * makes no difference: each register is read from the newest word of the seat that owns it.
 */
import { CLIENT, type FactId, type KnockId, type Seat, THERAPIST } from '../ids.ts'
import type { FactOf } from '../protocol/inside.ts'
import { type PauseNow, pauseNow } from './pause.ts'
import { inNumber, inOrder, type Journal, lastSaid, type Numbered, saidOf } from './said.ts'

export type Switch = FactOf<'switches'>['microphone']

export interface PersonState {
  microphone: Switch
  camera: Switch
  /** `held`: their camera is on, and its picture not sent, so that sound can hold. */
  picture: FactOf<'pictures'>['sent']
  /** `small`: they asked for small pictures, both ways. */
  asked: FactOf<'pictures'>['asked']
  /** What else of their device they say they show; nothing, once they left. */
  sharing: FactOf<'sharing'>['what']
  /** Said goodbye – by *Leave*, or *quietly* – and has not said they are back. */
  left: 'no' | 'plainly' | 'quietly'
}

export interface NewcomerAsked {
  question: FactId
  knock: KnockId
  /** `null` while the client has not answered. */
  word: FactOf<'newcomer'>['word'] | null
}

export interface PairState {
  therapist: PersonState
  client: PersonState
  /** The therapist said that the session is over. */
  ended: boolean
  /** The pause that is on; `null` while there is none. */
  pause: PauseNow | null
  /** Minutes the therapist added to the planned end. */
  addedMinutes: number
  /** The therapist's question whether somebody at the door is the client, and the client's word; `null`: none is asked. */
  newcomer: NewcomerAsked | null
  /** The client's revealed nonce, for the spoken code. */
  nonce: string | null
}

export function pairState(journal: Journal): PairState {
  return {
    therapist: person(journal, THERAPIST),
    client: person(journal, CLIENT),
    ended: isEnded(journal),
    pause: pauseNow(journal),
    addedMinutes: saidOf(journal, 'extended', THERAPIST).reduce((sum, { fact }) => sum + fact.minutes, 0),
    newcomer: newcomer(journal),
    nonce: saidOf(journal, 'nonce', CLIENT).at(-1)?.fact.nonce ?? null,
  }
}

/**
 * SHA-256 of the certificate a seat's browser vouched for last under this grant; `null`: still the one from the door.
 * What was vouched for under an earlier grant was another device's, or another page's.
 */
export function vouchedFor(journal: Journal, seat: Seat, turn: number): string | null {
  return saidOf(journal, 'certificate', seat).findLast((said) => said.turn === turn)?.fact.sha256 ?? null
}

/** Only the last question counts, and only the client's answer to that one. */
function newcomer(journal: Journal): NewcomerAsked | null {
  const asked = lastSaid(journal, 'askNewcomer', THERAPIST)
  if (asked === null || asked.knock === null) return null
  const answer = saidOf(journal, 'newcomer', CLIENT).findLast(({ fact }) => fact.of === asked.fact)
  return { question: asked.fact, knock: asked.knock, word: answer?.fact.word ?? null }
}

/** The therapist's last word on it, whichever of the two it is; an end counts that only the client has heard. */
function isEnded(journal: Journal): boolean {
  const end = lastEnd(journal)
  const reopened = saidOf(journal, 'reopened', THERAPIST).at(-1)
  return end !== null && (reopened === undefined || inNumber(reopened, end) <= 0)
}

/** Where the therapist's last word that it is over stands among theirs; `null`: it was never said. */
function lastEnd(journal: Journal): Numbered | null {
  const ends = [...saidOf(journal, 'ended', THERAPIST), ...saidOf(journal, 'heardEnd', CLIENT).map(({ fact }) => fact)]
  return ends.toSorted(inNumber).at(-1) ?? null
}

/** The therapist's last word that it is over, while the client has not said that they heard it; `null`: there is none. */
export function endToTell(journal: Journal): Numbered | null {
  const { turn, seq } = saidOf(journal, 'ended', THERAPIST).at(-1) ?? {}
  if (turn === undefined || seq === undefined) return null
  const isTold = saidOf(journal, 'heardEnd', CLIENT).some(({ fact }) => fact.turn === turn && fact.seq === seq)
  return isTold ? null : { turn, seq }
}

function person(journal: Journal, seat: Seat): PersonState {
  const switches = lastSaid(journal, 'switches', seat)
  const pictures = lastSaid(journal, 'pictures', seat)
  const left = hasLeft(journal, seat)
  return {
    microphone: switches?.microphone ?? 'on',
    camera: switches?.camera ?? 'on',
    picture: pictures?.sent ?? 'sent',
    asked: pictures?.asked ?? 'usual',
    sharing: left === 'no' ? (lastSaid(journal, 'sharing', seat)?.what ?? 'nothing') : 'nothing',
    left,
  }
}

/**
 * The last of the three words counts. Only a client leaves quietly. Whoever says anything under a later grant is in the
 * room: a client who left quietly kept nothing, cannot read that they left, and so never says that they are back.
 */
function hasLeft(journal: Journal, seat: Seat): PersonState['left'] {
  const words = [
    ...saidOf(journal, 'left', seat),
    ...(seat === CLIENT ? saidOf(journal, 'leftQuietly', seat) : []),
    ...saidOf(journal, 'back', seat),
  ]
  const last = words.toSorted(inOrder).at(-1)
  if (last === undefined || last.fact.k === 'back') return 'no'
  if ([...journal.values()].some(({ from, turn }) => from === seat && turn > last.turn)) return 'no'
  return last.fact.k === 'left' ? 'plainly' : 'quietly'
}
