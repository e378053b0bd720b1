/** What of either person reaches the other now, from the evidence there is: switches, tracks, packets. */
import type { PersonState } from '@fermata/shared/pair'
import type { DevicesView } from '../../../screens/devices/view.ts'
import { hearingOf, type Hearing, type Keep, type Reach, reachOf } from '../../../screens/room/reach.ts'
import type { RoomView } from '../../../screens/room/view.ts'
import type { Call } from '../../../session/call/call.ts'
import { useValue } from '../../../ui/use-value.ts'

interface About {
  call: Call
  devices: DevicesView
  /** The other person, as their browser says. */
  other: PersonState
  /** Present where no sound leaves though the microphone is on. */
  onRestoreSound?: RoomView['onRestoreSound']
  /** What the other person keeps while they pause. */
  keep?: Keep | undefined
}

/** The other's word on their switches counts only while something of theirs arrives. */
export function useReach({ call, devices, other, onRestoreSound, keep = 'seeAndHear' }: About): { mine: Reach; hearing: Hearing } {
  const { state } = useValue(call.link.state)
  const flowing = useValue(call.link.flowing)
  const step = useValue(call.giving.step)
  const mine = reachOf({
    path: state === 'connected' ? 'flows' : 'broken',
    camera: devices.camera.state,
    microphone: devices.microphone.state,
    picture: step === 'held' ? 'held' : 'sent',
    sound: onRestoreSound ? 'silent' : 'leaves',
    keep,
  })
  const { camera, microphone, picture } = other
  const theirs = reachOf({ path: flowing ? 'flows' : 'broken', camera, microphone, picture, sound: 'leaves', keep: 'seeAndHear' })
  return { mine, hearing: hearingOf({ mine, theirs }) }
}
