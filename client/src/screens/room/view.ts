/** What both sides of the room are shown of the call itself. */
import type { DevicesView } from '../devices/view.ts'
import type { Hearing } from './reach.ts'

/** The other person's picture. The stream stays the same object for as long as the call lives. */
export type RemoteView = { stream: MediaStream | null } & (
  /** `connecting`: admitted, and the first frame has not come. */
  | { state: 'connecting' | 'showing' }
  /** Their camera is off by their own switch. */
  | { state: 'cameraOff'; hearing: Hearing }
  /** Their camera is on, and its picture held back so that sound can hold. */
  | { state: 'held' }
  /** Was there, and is being mended; signals still work. */
  | { state: 'comingBack' }
)

/** One's own picture in the corner of the room. */
export interface OwnView {
  stream: MediaStream | null
  shown: 'shown' | 'hidden'
  onToggle(): void
}

/** How the connection is, where there is anything to say. */
export type LinkState =
  | 'good'
  | 'weak'
  /** So weak that pictures are off. */
  | 'soundOnly'
  | 'signallingDown'
  | 'mediaDown'
  /** Nothing of ours gets through. */
  | 'reconnecting'
  /** Nothing was heard of the other browser for long: what its screen shows cannot be known. */
  | 'therapistUnconfirmed'
  | 'clientUnconfirmed'
  /** Technical evidence that no sound leaves the microphone although it is on. */
  | 'notHeard'

/** How the connection is, in three steps; `poor`: speech is hard to follow, or pictures are off. */
export type Quality = 'good' | 'fair' | 'poor'

/** Pictures as usual, or small ones both ways. `byOther`: the other person asked for them. */
export interface PicturesView {
  wanted: 'usual' | 'small'
  byOther: 'usual' | 'small'
  onToggle(): void
}

/** Whether quiet sounds are let through, or filtered out with the noise. */
export interface QuietSoundsView {
  state: 'filtered' | 'letThrough'
  onToggle(): void
}

/** Showing one's own screen, from the first tap on. */
export interface ShareView {
  state: 'no' /** Reads what it means, and goes on or not. */ | 'preparing' /** The browser asks what to show. */ | 'choosing' | 'sharing'
  onPrepare(): void
  onCancel(): void
  onStart(): void
  onStop(): void
}

/** What the client's own clock says. `until`: the planned end, `null` once it is past. */
export interface Time {
  now: number
  until: number | null
}

/** The client's own clock, off until they turn it on. */
export interface OwnTimeView {
  shown: 'shown' | 'hidden'
  time: Time
  onToggle(): void
}

/** What this person has set for themselves, on this device. */
export interface Preferences {
  /** Single-key shortcuts. */
  keys: 'on' | 'off'
  onKeys(): void
}

/** Six digits, to be read aloud; `null` until both sides can know them. */
export type SpokenCode = string | null

/** What both rooms need. */
export interface RoomView {
  remote: RemoteView
  own: OwnView
  devices: DevicesView
  link: LinkState
  /** Absent while there is no call to speak of. */
  quality?: Quality
  pictures?: PicturesView
  /** Absent where the browser has no way to it. */
  share?: ShareView | undefined
  /** The screen that the other person shows now. */
  screen?: MediaStream | null
  quietSounds?: QuietSoundsView
  /** Takes camera and microphone anew from the system; present where no sound leaves though the microphone is on. */
  onRestoreSound?: (() => void) | undefined
  spokenCode: SpokenCode
  /** Absent on the therapist's side, who has another. */
  ownTime?: OwnTimeView
  preferences: Preferences
}
