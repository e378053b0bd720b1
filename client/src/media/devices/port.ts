/** Camera, microphone and loudspeaker, as everybody outside `media/` sees them. */
import type { Observable } from '../../lib/observable.ts'

export type CaptureKind = 'camera' | 'microphone'
export type DeviceKind = CaptureKind | 'speaker'

export type DeviceState =
  | { state: 'off' }
  | { state: 'starting' }
  | { state: 'on'; track: MediaStreamTrack; label: string; deviceId: string }
  /** The person, the browser or the system said no. */
  | { state: 'denied' }
  /** Another programme holds it. */
  | { state: 'busy' }
  /** There is none. Becomes `off` when one is plugged in. */
  | { state: 'missing' }
  /** Something else went wrong; trying again may help. */
  | { state: 'failed' }
  /** This browser or page has no way to it: an in-app browser, or no secure connection. */
  | { state: 'unsupported' }

export type SpeakerState =
  /** Wherever the system plays. */
  | { state: 'default' }
  | { state: 'chosen'; label: string; deviceId: string }
  /** This browser leaves the choice to the system. */
  | { state: 'unsupported' }

export interface DeviceStates {
  camera: DeviceState
  microphone: DeviceState
  speaker: SpeakerState
}

/** Labels are empty until the first permission. */
export interface DeviceChoice {
  deviceId: string
  label: string
}

export interface DeviceChoices {
  cameras: readonly DeviceChoice[]
  microphones: readonly DeviceChoice[]
  speakers: readonly DeviceChoice[]
}

/** The device of each kind that is used, or will be once it is on; `null`: the system's default. */
export type ChosenDevices = Readonly<Record<DeviceKind, string | null>>

/** A device in use that went away by itself, and the label of what is used instead; `null`: nothing, or the default. */
export interface LostDevice {
  kind: DeviceKind
  instead: string | null
}

/** `filtered`: the browser takes out what it holds for noise, quiet speech among it. */
export type QuietSounds = 'filtered' | 'letThrough'

/** Where choices are remembered, by label: ids differ between visits where nothing may be stored. */
export interface Memory {
  get(key: DeviceKind | 'quietSounds'): string | null
  set(key: DeviceKind | 'quietSounds', label: string): void
}

export interface Devices {
  readonly state: Observable<DeviceStates>
  readonly list: Observable<DeviceChoices>
  readonly chosen: Observable<ChosenDevices>
  readonly quietSounds: Observable<QuietSounds>
  /** The last that went away, until its owner does something about that kind. */
  readonly lost: Observable<LostDevice | null>
  /** Starts one device: the named, else the remembered, else the default. Its light goes on. */
  turnOn(kind: CaptureKind, deviceId?: string): Promise<DeviceState>
  /** Both with one prompt; when that fails, each by itself. */
  turnOnBoth(): Promise<DeviceStates>
  /** Stops the track: the light goes off. A start still under way comes to nothing. */
  turnOff(kind: CaptureKind): void
  /** Uses this device from now on, at once if the kind is on, and remembers it. The old one runs until the new one does. */
  choose(kind: DeviceKind, deviceId: string): Promise<void>
  /** From now on, at once if the microphone is on, and remembers it. */
  setQuietSounds(quiet: QuietSounds): Promise<void>
  /** Stops everything. */
  close(): void
}
