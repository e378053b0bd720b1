/** Camera, microphone and loudspeaker as a person meets them, before and within a session. */
import type { Observable } from '../../lib/observable.ts'

export type DeviceState =
  | 'on'
  | 'off'
  | 'starting'
  /** It has been starting for some seconds, and the browser has no permission yet: it is asking its person. */
  | 'asking'
  /** It has been starting for some seconds though it is allowed. */
  | 'slow'
  /** The browser, or the system, was told no. */
  | 'denied'
  /** Another program holds it. */
  | 'busy'
  | 'missing'
  /** This browser has no way to use it: an in-app browser, mostly. */
  | 'unsupported'
  | 'failed'

export interface DeviceChoice {
  id: string
  label: string
}

interface Choosing {
  choices: readonly DeviceChoice[]
  chosen: string | null
  onChoose(id: string): void
}

export interface CameraView extends Choosing {
  kind: 'camera'
  state: DeviceState
  onToggle(): void
}

export interface MicrophoneView extends Choosing {
  kind: 'microphone'
  state: DeviceState
  /** How loud, 0 to 1; moves many times a second, so it is watched apart from the rest. */
  level: Observable<number>
  onToggle(): void
}

/** No choices: this browser plays where the system says. */
export interface SpeakerView extends Choosing {
  kind: 'speaker'
  sound: 'quiet' | 'playing'
  onPlaySound(): void
}

/** A device in use that went away by itself, and what is used instead; `null`: nothing, or the system's own. */
export interface LostDevice {
  kind: 'camera' | 'microphone' | 'speaker'
  instead: string | null
}

export interface DevicesView {
  camera: CameraView
  microphone: MicrophoneView
  speaker: SpeakerView
  lost: LostDevice | null
  onTryAgain(): void
}

/** What keeps camera or microphone from working, and which of them. */
export interface DeviceProblem {
  what: 'camera' | 'microphone' | 'both'
  why: 'denied' | 'busy' | 'missing' | 'unsupported' | 'failed' | 'asking' | 'slow'
}

/** The gravest first: without a full browser nothing else helps; a missing device is no fault at all. */
const GRAVITY = ['unsupported', 'asking', 'denied', 'busy', 'failed', 'slow', 'missing'] as const

/** The one problem to speak of now, or none. */
export function problemOf(devices: Pick<DevicesView, 'camera' | 'microphone'>): DeviceProblem | null {
  const { camera, microphone } = devices
  const why = GRAVITY.find((state) => camera.state === state || microphone.state === state)
  if (!why) return null
  const what = camera.state === microphone.state ? 'both' : camera.state === why ? 'camera' : 'microphone'
  return { what, why }
}

/** Whether it can be switched by a press now. */
export const switchable = (state: DeviceState): boolean => state === 'on' || state === 'off' || isStarting(state)

/** Whether it is on its way to being on, however long that takes. */
export const isStarting = (state: DeviceState): boolean => state === 'starting' || state === 'asking' || state === 'slow'
