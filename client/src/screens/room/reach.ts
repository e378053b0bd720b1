/** Who can see and hear whom, by what is really sent: every sentence about it in room and pause goes through here. */
import type { DeviceState } from '../devices/view.ts'

/** What the client keeps of the therapist while they pause; theirs to change at any moment. */
export type Keep = 'see' | 'seeAndHear' | 'neither'

/** What of one person reaches the other. */
export type Reach = 'seenAndHeard' | 'seen' | 'heard' | 'neither'

export interface Sent {
  /** `broken`: nothing gets through. */
  path: 'flows' | 'broken'
  /** As it is here, or as the other browser says; only `on` sends. */
  camera: DeviceState | 'none'
  microphone: DeviceState | 'none'
  /** `held`: the camera is on, and its picture held back so that sound can hold. */
  picture: 'sent' | 'held'
  /** `silent`: the microphone is on, and no sound leaves it. */
  sound: 'leaves' | 'silent'
  /** What the receiver keeps of it while they pause; `seeAndHear` outside a pause. */
  keep: Keep
}

/** What is not known to be sent counts as not sent: nobody is told that they are seen or heard without evidence. */
export function reachOf({ path, camera, microphone, picture, sound, keep }: Sent): Reach {
  if (path === 'broken' || keep === 'neither') return 'neither'
  const isSeen = camera === 'on' && picture === 'sent'
  const isHeard = microphone === 'on' && sound === 'leaves' && keep === 'seeAndHear'
  if (isSeen) return isHeard ? 'seenAndHeard' : 'seen'
  return isHeard ? 'heard' : 'neither'
}

/** `them`: this person hears the other and is not heard. `you`: the other way round. */
export type Hearing = 'eachOther' | 'them' | 'you' | 'nobody'

export function hearingOf({ mine, theirs }: { mine: Reach; theirs: Reach }): Hearing {
  if (isHeard(theirs)) return isHeard(mine) ? 'eachOther' : 'them'
  return isHeard(mine) ? 'you' : 'nobody'
}

export const isSeen = (reach: Reach): boolean => reach === 'seen' || reach === 'seenAndHeard'
const isHeard = (reach: Reach): boolean => reach === 'heard' || reach === 'seenAndHeard'
