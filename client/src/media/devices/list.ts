/** The devices there are, kept current. */
import { observable } from '../../lib/observable.ts'
import type { Observable } from '../../lib/observable.ts'
import type { DeviceChoice, DeviceChoices, DeviceKind } from './port.ts'

const NONE: DeviceChoices = { cameras: [], microphones: [], speakers: [] }
const KEY = { camera: 'cameras', microphone: 'microphones', speaker: 'speakers' } as const

export class DeviceList {
  readonly #choices = observable(NONE)
  readonly choices: Observable<DeviceChoices> = this.#choices
  readonly #mediaDevices: MediaDevices

  constructor(mediaDevices: MediaDevices) {
    this.#mediaDevices = mediaDevices
  }

  async refresh(): Promise<void> {
    const infos = await this.#mediaDevices.enumerateDevices().catch(() => null)
    if (infos === null) return
    const of = (kind: MediaDeviceKind) => infos.filter((info) => info.kind === kind)
      .map(({ deviceId, label }): DeviceChoice => ({ deviceId, label }))
    const next = { cameras: of('videoinput'), microphones: of('audioinput'), speakers: of('audiooutput') }
    if (JSON.stringify(next) !== JSON.stringify(this.#choices.get())) this.#choices.set(next)
  }

  all(kind: DeviceKind): readonly DeviceChoice[] {
    return this.#choices.get()[KEY[kind]]
  }

  byLabel(kind: DeviceKind, label: string | null): DeviceChoice | undefined {
    return label ? this.all(kind).find((choice) => choice.label === label) : undefined
  }

  byId(kind: DeviceKind, deviceId: string): DeviceChoice | undefined {
    return this.all(kind).find((choice) => choice.deviceId === deviceId)
  }
}
