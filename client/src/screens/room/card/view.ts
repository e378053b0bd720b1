/** Where the client is, who hears along, and what the two do when they are cut off. */
import type { LobbyCard, Observers } from '@fermata/shared/protocol'
import type { Kept } from '../set-up/view.ts'
import type { WhenGone } from '../stage/view.ts'

export type CardView = {
  card: LobbyCard
  /** As the therapist states it; `null`: they have not. */
  observers: Observers | null
  remembered: 'unknown' | 'nothing' | 'something'
} & (
  | { seat: 'client'; kept: Kept; onSay(card: LobbyCard): void }
  | { seat: 'therapist'; cutOff: WhenGone; onObservers(who: Observers): void }
)
export type CardOf<Seat extends CardView['seat']> = Extract<CardView, { seat: Seat }>

/** What the client reads at once when somebody hears along on the other side, until they put it away. */
export interface HeardView {
  who: Exclude<Observers, 'nobody'>
  onPutAway(): void
}
