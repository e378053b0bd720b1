/** Own devices as the screens show them. */
import { useState } from 'react'
import type { DeviceChoice } from '../media/devices/port.ts'
import type { DevicesView } from '../screens/devices/view.ts'
import { useValue } from '../ui/use-value.ts'
import type { PageParts } from './parts.ts'

const choicesOf = (devices: readonly DeviceChoice[]) => devices.map(({ deviceId, label }) => ({ id: deviceId, label }))

export function useDevices({ media, playTestSound }: PageParts): DevicesView {
  const { devices } = media
  const state = useValue(devices.state)
  const list = useValue(devices.list)
  const chosen = useValue(devices.chosen)
  const lost = useValue(devices.lost)
  const level = useValue(media.level)
  const [sound, setSound] = useState<'quiet' | 'playing'>('quiet')
  return {
    camera: {
      kind: 'camera',
      state: state.camera.state,
      choices: choicesOf(list.cameras),
      chosen: chosen.camera,
      onToggle: () => media.toggle('camera'),
      onChoose: (id) => void devices.choose('camera', id),
    },
    microphone: {
      kind: 'microphone',
      state: state.microphone.state,
      level,
      choices: choicesOf(list.microphones),
      chosen: chosen.microphone,
      onToggle: () => media.toggle('microphone'),
      onChoose: (id) => void devices.choose('microphone', id),
    },
    speaker: {
      kind: 'speaker',
      choices: state.speaker.state === 'unsupported' ? [] : choicesOf(list.speakers),
      chosen: chosen.speaker,
      sound,
      onChoose: (id) => void devices.choose('speaker', id),
      onPlaySound: () => {
        setSound('playing')
        void playTestSound(chosen.speaker ?? '').finally(() => setSound('quiet'))
      },
    },
    lost,
    onTryAgain: () => media.turnWishedOn(),
  }
}
