import { m } from '../../../i18n/messages.ts'
import { IconButton } from '../../../ui/controls/IconButton.tsx'
import { isStarting, switchable, type CameraView, type DevicesView, type MicrophoneView } from '../../devices/view.ts'

const word = (device: CameraView | MicrophoneView) => {
  if (isStarting(device.state)) return m.room_device_starting()
  if (!switchable(device.state)) return m.room_device_problem()
  if (device.kind === 'camera') return device.state === 'on' ? m.room_camera_on() : m.room_camera_off()
  return device.state === 'on' ? m.room_mic_on() : m.room_mic_off()
}

/** Microphone and camera, on or off. One that does not work opens the settings, where the way out stands. */
export function DeviceControls({ devices, onProblem }: { devices: DevicesView; onProblem(): void }) {
  return [devices.microphone, devices.camera].map((device) => (
    <IconButton
      key={device.kind}
      icon={device.state === 'on' || isStarting(device.state) ? device.kind : `${device.kind}Off`}
      word={word(device)}
      look={device.state === 'on' ? 'plain' : 'off'}
      testid={`switch-${device.kind}`}
      onPress={switchable(device.state) ? device.onToggle : onProblem}
    />
  ))
}
