/** What a room screen says of the connection and of the other person, from what is known. Pure. */
import type { PersonState } from '@fermata/shared/pair'
import type { LinkState as MediaLinkState } from '../../media/port.ts'
import type { LinkState, RemoteView } from '../../screens/room/view.ts'

/** While anything arrives, nothing is said to be coming back or tried again. */
export function linkSentence(media: MediaLinkState['state'], flowing: boolean, reachable: boolean): LinkState {
  if (media === 'connected' || flowing) return reachable ? 'good' : 'signallingDown'
  if (!reachable) return 'reconnecting'
  return media === 'interrupted' ? 'mediaDown' : 'good'
}

export function remoteState(media: MediaLinkState['state'], other: PersonState): RemoteView['state'] {
  switch (media) {
    case 'connected':
      return other.camera === 'on' ? 'showing' : 'cameraOff'
    case 'interrupted':
      return 'comingBack'
    case 'negotiating':
    case 'closed':
      return 'connecting'
  }
}
