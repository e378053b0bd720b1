/** What is remembered of the lobby card, and the plan that follows from card and memory together. */
import { noteOf, type Notes } from '../pair/notes.ts'
import type { CardNote, LobbyCard } from './lobby-card.ts'

/** Nothing is answered on the client's behalf; where nothing is said of it, the therapist rings. */
export const EMPTY_CARD: LobbyCard =
  { name: '', overheard: null, where: null, place: '', phone: '', calls: 'therapist', phrase: '', remember: 'asBefore' }

const FORGOTTEN: CardNote = { note: 'card', place: '', phone: '', calls: 'therapist', phrase: '' }

/** What is remembered; `null`: nothing. */
export function rememberedCard(notes: Notes): CardNote | null {
  const card = noteOf(notes, 'card')
  return card === null || (card.place === '' && card.phone === '' && card.phrase === '') ? null : card
}

/** What the client says for the room's notes by this card; `null`: they stay as they are. */
export function toRemember({ remember, ...card }: LobbyCard, notes: Notes): CardNote | null {
  if (remember === 'asBefore') return null
  const before = rememberedCard(notes)
  if (remember === 'no') return before && FORGOTTEN
  const { place, phone, calls, phrase } = planOf(card, notes)
  const next: CardNote = { note: 'card', place, phone, calls, phrase }
  return before !== null && JSON.stringify(before) === JSON.stringify(next) ? null : next
}

/** What the two do when they are cut off. Empty where nothing is known. */
export interface Plan {
  place: string
  /** Where they were last time, when nothing is known of today. */
  lastPlace: string
  phone: string
  calls: CardNote['calls']
  phrase: string
}

/** Today's word before what is remembered. A place is today's only if the client said that it is the same. */
export function planOf(card: Omit<LobbyCard, 'remember'>, notes: Notes): Plan {
  const before = rememberedCard(notes) ?? FORGOTTEN
  const place = card.place || (card.where === 'asLastTime' ? before.place : '')
  return {
    place,
    lastPlace: place === '' && card.where === null ? before.place : '',
    phone: card.phone || before.phone,
    // Who says nothing of a number says nothing of who rings.
    calls: card.phone === '' && card.calls === 'therapist' ? before.calls : card.calls,
    phrase: card.phrase || before.phrase,
  }
}
