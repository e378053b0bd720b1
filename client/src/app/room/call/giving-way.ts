/** How the connection is, and what gave way to sound, as both rooms show it. */
import type { PersonState } from '@fermata/shared/pair'
import type { OwnMedia } from '../../../media/own-media.ts'
import type { LinkState, RoomView } from '../../../screens/room/view.ts'
import type { Call } from '../../../session/call/call.ts'
import { useValue } from '../../../ui/use-value.ts'
import { givenWay } from '../room-view.ts'

type Shown = Required<Pick<RoomView, 'link' | 'quality' | 'pictures'>>

/** `link`: what else there is to say of the connection; it comes first. */
export function useGivingWay({ giving }: Call, media: OwnMedia, link: LinkState, other: PersonState): Shown {
  const { camera } = useValue(media.switches)
  const wanted = useValue(giving.wanted)
  return {
    link: givenWay(link, useValue(giving.step), camera),
    quality: useValue(giving.quality),
    pictures: { wanted, byOther: other.asked, onToggle: () => giving.want(wanted === 'small' ? 'usual' : 'small') },
  }
}
