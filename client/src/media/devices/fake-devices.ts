/** The browser's `mediaDevices` in memory: devices that can be plugged, taken, refused and pulled out. */
import { FakeTrack } from '../fake-media.ts'
import { TRACK_KIND } from './capture.ts'
import type { CaptureKind, DeviceKind } from './port.ts'

const INFO_KIND = { camera: 'videoinput', microphone: 'audioinput', speaker: 'audiooutput' } as const
const DEVICES = [['camera', 'cam-1', 'Front camera'], ['microphone', 'mic-1', 'Headset'], ['speaker', 'out-1', 'Headset']] as const

interface Plugged {
  kind: DeviceKind
  deviceId: string
  label: string
}

export class FakeMediaDevices extends EventTarget {
  plugged: Plugged[] = DEVICES.map(([kind, deviceId, label]) => ({ kind, deviceId, label }))
  /** Labels are hidden until the person has allowed something once. */
  allowed = false
  /** What `getUserMedia` was asked for, in order: each is one prompt. */
  readonly asked: MediaStreamConstraints[] = []
  /** Every track ever given out. */
  readonly tracks: FakeTrack[] = []
  /** The name of the error each kind fails with. */
  readonly refuse: Partial<Record<CaptureKind, string>> = {}
  #gate: Promise<void> = Promise.resolve()

  get asMediaDevices(): MediaDevices {
    return this as unknown as MediaDevices
  }

  /** Tracks that still run: lights that are on. */
  get running(): string[] {
    return this.tracks.filter((track) => track.readyState === 'live').map((track) => track.label)
  }

  plug(kind: DeviceKind, deviceId: string, label: string): void {
    this.plugged.push({ kind, deviceId, label })
    this.dispatchEvent(new Event('devicechange'))
  }

  unplug(deviceId: string): void {
    this.plugged = this.plugged.filter((device) => device.deviceId !== deviceId)
    for (const track of this.tracks) if (track.readyState === 'live' && track.getSettings().deviceId === deviceId) track.lose()
    this.dispatchEvent(new Event('devicechange'))
  }

  /** The person looks at the prompt until the returned function is called. */
  hesitate(): () => void {
    let decide = (): void => undefined
    this.#gate = new Promise((resolve) => (decide = resolve))
    return decide
  }

  enumerateDevices(): Promise<MediaDeviceInfo[]> {
    return Promise.resolve(this.plugged.map(({ kind, deviceId, label }) => (
      { kind: INFO_KIND[kind], deviceId: this.allowed ? deviceId : '', label: this.allowed ? label : '', groupId: '' } as MediaDeviceInfo
    )))
  }

  async getUserMedia(constraints: MediaStreamConstraints): Promise<MediaStream> {
    this.asked.push(constraints)
    await this.#gate
    const kinds = (['camera', 'microphone'] as const).filter((kind) => constraints[TRACK_KIND[kind]])
    const chosen = kinds.map((kind) => this.#choose(kind, constraints[TRACK_KIND[kind]]))
    this.allowed = true
    const tracks = chosen.map(({ kind, label, deviceId }) => (
      new FakeTrack(kind === 'camera' ? 'video' : 'audio', label, deviceId)
    ))
    this.tracks.push(...tracks)
    return { getTracks: () => tracks } as unknown as MediaStream
  }

  #choose(kind: CaptureKind, constraint: boolean | MediaTrackConstraints | undefined): Plugged {
    const exact = typeof constraint === 'object' ? (constraint.deviceId as { exact: string } | undefined)?.exact : undefined
    const there = this.plugged.filter((device) => device.kind === kind)
    const refusal = this.refuse[kind] ?? (there.length === 0 ? 'NotFoundError' : undefined)
    if (refusal !== undefined) throw new DOMException('', refusal)
    const device = exact === undefined ? there[0] : there.find(({ deviceId }) => deviceId === exact)
    if (device === undefined) throw new DOMException('', 'OverconstrainedError')
    return device
  }
}
