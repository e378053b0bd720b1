/**
 * This person's own camera and microphone through a visit: what they wish to be on, what is on, and what may be sent.
 * Wishes outlive a reload of the tab; a device that was switched off stays off until its owner switches it on.
 */
import type { Clock } from '@fermata/shared/clock'
import type { Switch } from '@fermata/shared/pair'
import type { TabKeep } from '../lib/keep.ts'
import { memo, type Observable, observable, sameFields } from '../lib/observable.ts'
import { Scope } from '../lib/scope.ts'
import type { CaptureKind, Devices, DeviceState } from './devices/port.ts'
import { watchLevel } from './devices/level-meter.ts'

export interface Tracks {
  audio: MediaStreamTrack | null
  video: MediaStreamTrack | null
}

const SILENCE: Observable<number> = observable(0)

export class OwnMedia {
  readonly devices: Devices
  readonly tracks: Observable<Tracks>
  readonly switches: Observable<{ microphone: Switch; camera: Switch }>
  /** The screen, window or tab that this person shows; `null`: none. */
  readonly screen: Observable<MediaStreamTrack | null>
  /** Own picture: a stream with the camera's track, or `null` while it is off. */
  readonly picture: Observable<MediaStream | null>
  /** How loud the microphone is, 0 to 1; one observable for each track. */
  readonly level: Observable<Observable<number>>
  /** The microphone is on, and the system gives it no sound: a phone call, or a switch on the device. */
  readonly interrupted: Observable<boolean>

  readonly #screen = observable<MediaStreamTrack | null>(null)
  /** Raised whenever everything is switched off: a screen that was being chosen then is not shown any more. */
  #turn = 0

  constructor(
    devices: Devices,
    private readonly keep: TabKeep,
    clock: Clock,
  ) {
    this.devices = devices
    this.screen = this.#screen
    this.tracks = memo(
      devices.state,
      ({ camera, microphone }) => ({ audio: trackOf(microphone), video: trackOf(camera) }),
      sameFields,
    )
    this.switches = memo(
      devices.state,
      ({ camera, microphone }) => ({ microphone: switchOf(microphone), camera: switchOf(camera) }),
      sameFields,
    )
    const video = memo(this.tracks, (tracks) => tracks.video)
    this.picture = memo(video, (track) => (track === null ? null : new MediaStream([track])))

    const audio = memo(this.tracks, (tracks) => tracks.audio)
    const level = observable(SILENCE)
    const interrupted = observable(false)
    let scope = new Scope()
    audio.watch((track) => {
      scope.close()
      scope = new Scope()
      const look = (): void => interrupted.set(track?.muted === true)
      if (track !== null) for (const change of ['mute', 'unmute']) scope.listen(track, change, look)
      look()
      level.set(track === null ? SILENCE : watchLevel(track, clock, scope))
    })
    this.level = level
    this.interrupted = interrupted
  }

  /** Switches on what this person wishes to be on; with one prompt where both are. */
  turnWishedOn(): void {
    const wished = (['camera', 'microphone'] as const).filter((kind) => this.#wishes(kind) && this.#isOff(kind))
    if (wished.length === 2) void this.devices.turnOnBoth()
    else for (const kind of wished) void this.devices.turnOn(kind)
  }

  /** Lights off, now; wishes stay. */
  turnAllOff(): void {
    this.devices.turnOff('camera')
    this.devices.turnOff('microphone')
    this.hideScreen()
  }

  /**
   * A screen is about to be chosen. Returns what shows it once it is there; if everything was switched off in between,
   * by a pause, say, it is stopped instead.
   */
  beginScreen(): (track: MediaStreamTrack) => void {
    const turn = (this.#turn += 1)
    return (track) => {
      if (turn !== this.#turn || track.readyState === 'ended') return track.stop()
      // The browser's own bar, or the shared window was closed.
      track.addEventListener('ended', () => this.#screen.get() === track && this.hideScreen(), { once: true })
      this.#screen.set(track)
    }
  }

  hideScreen(): void {
    this.#turn += 1
    this.#screen.get()?.stop()
    this.#screen.set(null)
  }

  /** The person's own press of a switch. */
  toggle(kind: CaptureKind): void {
    const { state } = this.devices.state.get()[kind]
    const on = state !== 'on' && state !== 'starting'
    this.keep.set(`wish.${kind}`, on ? 'on' : 'off')
    if (on) void this.devices.turnOn(kind)
    else this.devices.turnOff(kind)
  }

  /** Takes what is on anew from the system: after a phone call a track may look alive and be dead. */
  async restore(): Promise<void> {
    for (const kind of ['microphone', 'camera'] as const) {
      const device = this.devices.state.get()[kind]
      if (device.state === 'on') await this.devices.turnOn(kind, device.deviceId)
    }
  }

  #wishes(kind: CaptureKind): boolean {
    return this.keep.get(`wish.${kind}`) !== 'off'
  }

  #isOff(kind: CaptureKind): boolean {
    const { state } = this.devices.state.get()[kind]
    return state !== 'on' && state !== 'starting'
  }
}

const trackOf = (device: DeviceState) => (device.state === 'on' ? device.track : null)

function switchOf(device: DeviceState): Switch {
  if (device.state === 'on') return 'on'
  return device.state === 'off' || device.state === 'starting' ? 'off' : 'none'
}
