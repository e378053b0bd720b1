/** Own devices as the screens show them. */
import { useEffect, useState } from 'react'
import { SECOND } from '@fermata/shared/clock'
import type { CaptureKind, DeviceChoice, DeviceState } from '../media/devices/port.ts'
import type { DeviceState as ShownState, DevicesView } from '../screens/devices/view.ts'
import { useValue } from '../ui/use-value.ts'
import type { PageParts } from './parts.ts'

const choicesOf = (devices: readonly DeviceChoice[]) => devices.map(({ deviceId, label }) => ({ id: deviceId, label }))

/** A browser starts a device within a second or two, unless it waits for its person's answer, or for another program. */
const LATE_AFTER = 5 * SECOND

/** The state of a device as a person meets it: one that does not come to an end of starting says why. */
function useStart(kind: CaptureKind, state: DeviceState['state'], { clock, permission }: PageParts): ShownState {
  const [late, setLate] = useState<'asking' | 'slow' | null>(null)
  const isStarting = state === 'starting'
  useEffect(() => {
    if (!isStarting) return
    let over = false
    const cancel = clock.after(LATE_AFTER, () => {
      void permission(kind).then((given) => over || setLate(given === 'granted' ? 'slow' : 'asking'))
    })
    return () => {
      over = true
      cancel()
      setLate(null)
    }
  }, [isStarting, kind, clock, permission])
  return isStarting ? (late ?? 'starting') : state
}

export function useDevices(parts: PageParts): DevicesView {
  const { media, playTestSound } = parts
  const { devices } = media
  const state = useValue(devices.state)
  const list = useValue(devices.list)
  const chosen = useValue(devices.chosen)
  const lost = useValue(devices.lost)
  const level = useValue(media.level)
  const camera = useStart('camera', state.camera.state, parts)
  const microphone = useStart('microphone', state.microphone.state, parts)
  const [sound, setSound] = useState<'quiet' | 'playing'>('quiet')
  return {
    camera: {
      kind: 'camera',
      state: camera,
      choices: choicesOf(list.cameras),
      chosen: chosen.camera,
      onToggle: () => media.toggle('camera'),
      onChoose: (id) => void devices.choose('camera', id),
    },
    microphone: {
      kind: 'microphone',
      state: microphone,
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
