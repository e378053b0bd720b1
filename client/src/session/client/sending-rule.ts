/**
 * The sending rule: this device sends media only while its pause is known to be off, and the session is not over by the
 * therapist's word. (That it is in session and holds the current grant is given by the call itself, which is closed
 * otherwise; each switch is its owner's.)
 */
import { derived, type Observable, sameFields } from '../../lib/observable.ts'
import type { OwnMedia } from '../call/call.ts'
import type { PauseState } from './pause.ts'

const NOTHING = { audio: null, video: null }
const ALL_OFF = { microphone: 'off', camera: 'off' } as const

/** Own media as it may be sent: nothing while a pause is on, or not yet known to be off, or once it is over. */
export function sendingRule(media: OwnMedia, pause: Observable<PauseState>, ended: Observable<boolean>): OwnMedia {
  const mayStart = (): boolean => {
    const state = pause.get()
    return !ended.get() && state !== 'unknown' && !state.on
  }
  return {
    tracks: steady([media.tracks, pause, ended], () => (mayStart() ? media.tracks.get() : NOTHING)),
    screen: derived([media.screen, pause, ended], () => (mayStart() ? media.screen.get() : null)),
    switches: steady([media.switches, pause, ended], () => (mayStart() ? media.switches.get() : ALL_OFF)),
  }
}

/** Derived, and the same object while its fields are the same. */
function steady<Fields extends object>(sources: readonly Observable<unknown>[], compute: () => Fields): Observable<Fields> {
  let last = compute()
  return derived(sources, () => {
    const next = compute()
    if (!sameFields(last, next)) last = next
    return last
  })
}
