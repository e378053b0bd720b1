/** What a room screen says of the connection and of the other person, from what is known. Pure. */
import { MINUTE, type Millis } from '@fermata/shared/clock'
import type { PersonState, Switch } from '@fermata/shared/pair'
import type { LinkState as MediaLinkState, PictureStep } from '../../media/port.ts'
import type { Hearing } from '../../screens/room/reach.ts'
import type { LinkState, RemoteView, Time } from '../../screens/room/view.ts'

/** While anything arrives, nothing is said to be coming back or tried again. */
export function linkSentence(media: MediaLinkState['state'], flowing: boolean, reachable: boolean): LinkState {
  if (media === 'connected' || flowing) return reachable ? 'good' : 'signallingDown'
  if (!reachable) return 'reconnecting'
  return media === 'interrupted' ? 'mediaDown' : 'good'
}

/** While the connection works: what the own picture gave way to, where there is a picture to speak of. */
export function givenWay(link: LinkState, step: PictureStep, camera: Switch): LinkState {
  if (link !== 'good' || step === 'whole' || camera !== 'on') return link
  return step === 'held' ? 'soundOnly' : 'weak'
}

/** What the client's own clock says; of what goes beyond the planned end it says nothing. */
export function timeNow(admittedAt: Millis, minutes: number, now: Millis): Time {
  const until = admittedAt + minutes * MINUTE
  return { now, until: now < until ? until : null }
}

export function remoteState(media: MediaLinkState['state'], other: PersonState): RemoteView['state'] {
  switch (media) {
    case 'connected':
      if (other.camera !== 'on') return 'cameraOff'
      return other.picture === 'held' ? 'held' : 'showing'
    case 'interrupted':
      return 'comingBack'
    case 'negotiating':
    case 'closed':
      return 'connecting'
  }
}

/** Their picture; where their camera is off, with who hears whom. */
export const remoteView = (stream: MediaStream, state: RemoteView['state'], hearing: Hearing): RemoteView =>
  state === 'cameraOff' ? { stream, state, hearing } : { stream, state }
