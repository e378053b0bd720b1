/**
 * What only the two browsers know of each other, folded from their sealed facts. The order in which facts arrive
 * makes no difference: each register is read from the newest word of the seat that owns it.
 */
import { CLIENT, type Seat, THERAPIST } from '../ids.ts'
import type { FactOf } from '../protocol/inside.ts'
import { type PauseNow, pauseNow } from './pause.ts'
import { inOrder, type Journal, lastSaid, saidOf } from './said.ts'

export type Switch = FactOf<'switches'>['microphone']

export interface PersonState {
  /** SHA-256 of the certificate this person's browser vouched for last; `null`: still the one from the door. */
  certificate: string | null
  microphone: Switch
  camera: Switch
  /** Said goodbye and has not said they are back. */
  left: boolean
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
  /** The client's revealed nonce, for the spoken code. */
  nonce: string | null
}

export function pairState(journal: Journal): PairState {
  return {
    therapist: person(journal, THERAPIST),
    client: person(journal, CLIENT),
    ended: lastSaid(journal, 'ended', THERAPIST) !== null,
    pause: pauseNow(journal),
    addedMinutes: saidOf(journal, 'extended', THERAPIST).reduce((sum, { fact }) => sum + fact.minutes, 0),
    nonce: saidOf(journal, 'nonce', CLIENT).at(-1)?.fact.nonce ?? null,
  }
}

function person(journal: Journal, seat: Seat): PersonState {
  const switches = lastSaid(journal, 'switches', seat)
  const left = saidOf(journal, 'left', seat).at(-1)
  const back = saidOf(journal, 'back', seat).at(-1)
  return {
    certificate: lastSaid(journal, 'certificate', seat)?.sha256 ?? null,
    microphone: switches?.microphone ?? 'on',
    camera: switches?.camera ?? 'on',
    left: left !== undefined && (back === undefined || inOrder(back, left) < 0),
  }
}
