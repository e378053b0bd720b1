/** What a room screen says of the connection and of the other person, from what is known. Pure. */
import type { PersonState } from '@fermata/shared/pair'
import type { LinkState as MediaLinkState } from '../../media/port.ts'
import type { LinkState, RemoteView } from '../../screens/room/view.ts'

export function linkSentence(media: MediaLinkState['state'], reachable: boolean): LinkState {
  if (media === 'connected') return reachable ? 'good' : 'signallingDown'
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
