/**
 * Which screen a person sees: the first that applies of wrong link → displaced → left → phase → attendance. Total:
 * every combination of the axes has exactly one screen (a test walks them all), so no state is a blank page.
 */
import type { ClientStanding, TherapistSession } from '@fermata/shared/protocol'
import { unreachable } from '@fermata/shared/result'
import type { PageAbility } from '../lib/abilities.ts'

/** What the client's page knows. */
export interface ClientAxes {
  /** Whether this browser can run the app at all, at this address. */
  ability: PageAbility
  /** The link: being looked up, good, not (any more) a link, or the server does not answer yet. */
  door: 'asking' | 'open' | 'wrong' | 'unreachable'
  /** Another tab of this browser may hold this tab's name. */
  tab: 'asking' | 'mine' | 'elsewhere'
  /** Whether this tab has knocked before: then it may sit inside, and nothing is captured until that is known. */
  before: 'stranger' | 'knocked'
  /** The server's last word on where this tab stands; `null` before the first. */
  standing: ClientStanding['standing'] | null
  /** The sealed yes, once seated. `unreadable`: it was made for another device or is not from the therapist. */
  grant: 'none' | 'opening' | 'open' | 'unreadable'
  /** The therapist's own sealed word that the session is over. */
  ended: boolean
}

export type ClientScreen =
  | 'insecure' | 'noCalls' | 'loading' | 'unavailable' | 'wrongLink' | 'openElsewhere' | 'displaced' | 'left' | 'over'
  | 'lobby' | 'waiting' | 'turnedAway' | 'room'

export function clientScreen(axes: ClientAxes): ClientScreen {
  if (axes.ability !== 'able') return axes.ability
  if (axes.door === 'wrong') return 'wrongLink'
  if (axes.tab === 'elsewhere') return 'openElsewhere'
  if (axes.door === 'unreachable') return 'unavailable'
  if (axes.door === 'asking' || axes.tab === 'asking') return 'loading'
  switch (axes.standing) {
    case 'displaced':
      return 'displaced'
    case 'left':
      return 'left'
    case 'turnedAway':
      return 'turnedAway'
    case 'waiting':
      return 'waiting'
    case 'over':
      return 'over'
    case 'seated':
      // The therapist's word counts at once; the server's word on the phase may come later.
      if (axes.ended) return 'over'
      // A seat whose grant this tab cannot read is not its seat: it asks to come in again.
      if (axes.grant === 'unreadable') return 'lobby'
      return axes.grant === 'open' ? 'room' : 'loading'
    case 'outside':
      return 'lobby'
    case null:
      return axes.before === 'knocked' ? 'loading' : 'lobby'
    default:
      return unreachable(axes.standing)
  }
}

/** What the therapist's page knows. */
export interface TherapistAxes {
  ability: PageAbility
  account: 'asking' | 'open' | 'signedOut' | 'notSetUp' | 'locked' | 'rolledBack' | 'unreachable'
  /** The page's address: the desk, or one room. */
  place: 'desk' | 'room' | 'roomUnknown'
  phase: TherapistSession['phase'] | null
  /** Who holds the therapist's seat of the room this page shows. */
  holder: 'nobody' | 'me' | 'otherDevice'
  call: 'none' | 'opening' | 'open' | 'unreadable'
}

export type TherapistScreen =
  | 'insecure' | 'noCalls' | 'loading' | 'unavailable' | 'signIn' | 'notSetUp' | 'unlock' | 'desk' | 'displaced' | 'emptyRoom' | 'room' | 'over'
  | 'unreadable' | 'rolledBack'

export function therapistScreen(axes: TherapistAxes): TherapistScreen {
  if (axes.ability !== 'able') return axes.ability
  switch (axes.account) {
    case 'asking':
      return 'loading'
    case 'unreachable':
      return 'unavailable'
    case 'signedOut':
      return 'signIn'
    case 'notSetUp':
      return 'notSetUp'
    case 'locked':
      return 'unlock'
    case 'rolledBack':
      return 'rolledBack'
    case 'open':
      return inPractice(axes)
    default:
      return unreachable(axes.account)
  }
}

function inPractice({ place, phase, holder, call }: TherapistAxes): TherapistScreen {
  if (place === 'desk' || place === 'roomUnknown') return 'desk'
  if (phase === null) return 'loading'
  if (phase === 'finished') return 'over'
  if (holder === 'otherDevice') return 'displaced'
  if (phase !== 'inProgress') return 'emptyRoom'
  if (call === 'unreadable') return 'unreadable'
  return call === 'open' && holder === 'me' ? 'room' : 'loading'
}
