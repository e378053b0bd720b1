/** What a person may set and mend of their own sound in the room; and a screen that stays on. */
import { useEffect } from 'react'
import type { RoomView } from '../../../screens/room/view.ts'
import type { Call } from '../../../session/call/call.ts'
import { stayAwake } from '../../../ui/awake.ts'
import { useValue } from '../../../ui/use-value.ts'
import type { PageParts } from '../../parts.ts'

type Shown = Pick<RoomView, 'quietSounds' | 'onRestoreSound'>

/** `call`: where one goes on, the evidence that no sound leaves. */
export function useSound({ media, eyes, wakeLocks }: PageParts, { giving }: Call): Shown {
  const { devices } = media
  const state = useValue(devices.quietSounds)
  const { microphone } = useValue(media.switches)
  const interrupted = useValue(media.interrupted)
  const leaves = useValue(giving.soundLeaves)
  const isSilent = microphone === 'on' && (interrupted || leaves === 'no')
  useEffect(() => stayAwake(wakeLocks, eyes.pageVisible()), [wakeLocks, eyes])
  useEffect(
    // Back from a phone call: what the system still holds back is asked for once, before anybody has to tap.
    () => eyes.pageVisible().watch((visible) => visible && media.interrupted.get() && void media.restore()),
    [eyes, media],
  )
  return {
    quietSounds: { state, onToggle: () => void devices.setQuietSounds(state === 'filtered' ? 'letThrough' : 'filtered') },
    ...(isSilent ? { onRestoreSound: () => void media.restore() } : {}),
  }
}
