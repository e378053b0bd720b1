/** The lobby card as it is now, and who hears along: said at the door, and again while the session goes on. */
import { CLIENT, THERAPIST } from '../ids.ts'
import type { LobbyCard, Observers } from '../agreed/lobby-card.ts'
import { type Journal, lastSaid, saidOf } from './said.ts'

/**
 * The client's last word on it. A device let in later said its own at the door, and what was said before counts no more.
 * @param turn which grant the card at the door came with
 */
export const cardOf = (journal: Journal, atTheDoor: LobbyCard, turn: number): LobbyCard =>
  saidOf(journal, 'card', CLIENT).findLast((said) => said.turn >= turn)?.fact.card ?? atTheDoor

/** `null`: the therapist has said nothing of it. */
export const observersOf = (journal: Journal): Observers | null => lastSaid(journal, 'observers', THERAPIST)?.who ?? null
