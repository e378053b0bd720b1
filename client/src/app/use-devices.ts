/** Own devices as the screens show them. */
import { useState } from 'react'
import type { DeviceChoice, DeviceState } from '../media/devices/port.ts'
import type { DevicesView } from '../screens/devices/view.ts'
import { useValue } from '../ui/use-value.ts'
import type { PageParts } from './parts.ts'

const choicesOf = (devices: readonly DeviceChoice[]) => devices.map(({ deviceId, label }) => ({ id: deviceId, label }))
const chosenOf = (device: DeviceState) => (device.state === 'on' ? device.deviceId : null)

export function useDevices({ media, playTestSound }: PageParts): DevicesView {
  const { devices } = media
  const state = useValue(devices.state)
  const list = useValue(devices.list)
  const level = useValue(media.level)
  const [sound, setSound] = useState<'quiet' | 'playing'>('quiet')
  const speaker = state.speaker.state === 'chosen' ? state.speaker.deviceId : null
  return {
    camera: {
      kind: 'camera',
      state: state.camera.state,
      choices: choicesOf(list.cameras),
      chosen: chosenOf(state.camera),
      onToggle: () => media.toggle('camera'),
      onChoose: (id) => void devices.choose('camera', id),
    },
    microphone: {
      kind: 'microphone',
      state: state.microphone.state,
      level,
      choices: choicesOf(list.microphones),
      chosen: chosenOf(state.microphone),
      onToggle: () => media.toggle('microphone'),
      onChoose: (id) => void devices.choose('microphone', id),
    },
    speaker: {
      kind: 'speaker',
      choices: state.speaker.state === 'unsupported' ? [] : choicesOf(list.speakers),
      chosen: speaker,
      sound,
      onChoose: (id) => void devices.choose('speaker', id),
      onPlaySound: () => {
        setSound('playing')
        void playTestSound(speaker ?? '').finally(() => setSound('quiet'))
      },
    },
    onTryAgain: () => media.turnWishedOn(),
  }
}
