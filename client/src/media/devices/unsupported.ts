/** Where a page cannot capture at all: joining stays possible, and the page can say why nobody sees the person. */
import { observable } from '../../lib/observable.ts'
import type { DeviceChoices, Devices, DeviceStates, QuietSounds } from './port.ts'

export function unsupportedDevices(): Devices {
  const none = { state: 'unsupported' } as const
  const states: DeviceStates = { camera: none, microphone: none, speaker: none }
  return {
    state: observable(states),
    list: observable<DeviceChoices>({ cameras: [], microphones: [], speakers: [] }),
    chosen: observable({ camera: null, microphone: null, speaker: null }),
    lost: observable(null),
    quietSounds: observable<QuietSounds>('filtered'),
    turnOn: () => Promise.resolve(none),
    turnOnBoth: () => Promise.resolve(states),
    turnOff: () => undefined,
    choose: () => Promise.resolve(),
    setQuietSounds: () => Promise.resolve(),
    close: () => undefined,
  }
}
