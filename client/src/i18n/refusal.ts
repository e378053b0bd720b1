import type { Refusal, RefusalCode } from '@fermata/shared/result'
import { m } from './messages.ts'

type Code = RefusalCode | 'wentBack'

/** What is told in a sentence: a refusal, or what a page finds out by itself. */
export type Told = Refusal | { code: 'wentBack' }

const SENTENCES: Record<Code, () => string> = {
  malformed: m.refusal_malformed,
  tooMany: m.refusal_too_many,
  noSuchRoom: m.refusal_no_such_room,
  signedOut: m.refusal_signed_out,
  notForYourSeat: m.refusal_not_for_your_seat,
  displaced: m.refusal_displaced,
  outOfPhase: m.refusal_out_of_phase,
  otherSession: m.refusal_other_session,
  sessionOver: m.refusal_session_over,
  superseded: m.refusal_superseded,
  alreadyRead: m.refusal_already_read,
  knockGone: m.refusal_knock_gone,
  doorFull: m.refusal_door_full,
  movedTooOften: m.refusal_moved_too_often,
  elsewhere: m.refusal_elsewhere,
  unavailable: m.refusal_unavailable,
  wentBack: m.lobby_went_back,
}

/** What a person reads when something was refused: what happened, and the next step. */
export const sentenceFor = (told: Told): string => SENTENCES[told.code]()

/** Where the client's sentence would be the wrong one at a desk. */
const TO_THE_THERAPIST: Partial<Record<Code, () => string>> = {
  malformed: m.refusal_therapist_malformed,
  noSuchRoom: m.refusal_therapist_no_such_room,
  wentBack: m.desk_went_back,
}

/** The same for a therapist, whose next step may be another one. */
export const therapistSentenceFor = (told: Told): string => (TO_THE_THERAPIST[told.code] ?? SENTENCES[told.code])()
