import { m } from '../../i18n/messages.ts'
import { Button } from '../../ui/controls/Button.tsx'
import { Select } from '../../ui/controls/Select.tsx'
import { Icon, type IconName } from '../../ui/icons/icons.tsx'
import { Level } from './Level.tsx'
import { isStarting, switchable, type CameraView, type DevicesView, type DeviceState, type MicrophoneView } from './view.ts'
import css from './Devices.module.css'

const WORDS: Record<DeviceState, () => string> = {
  on: m.device_on,
  off: m.device_off,
  starting: m.device_starting,
  asking: m.device_asking,
  slow: m.device_starting,
  denied: m.device_blocked,
  busy: m.device_busy,
  missing: m.device_none,
  unsupported: m.device_none,
  failed: m.device_failed,
}

const NAMES = { camera: m.device_camera, microphone: m.device_microphone }

const iconOf = (device: CameraView | MicrophoneView): IconName =>
  device.state === 'on' || isStarting(device.state) ? device.kind : `${device.kind}Off`

function Switch({ device }: { device: CameraView | MicrophoneView }) {
  const word = WORDS[device.state]()
  const inside = (
    <>
      <Icon name={iconOf(device)} />
      <span className="hidden-text">{NAMES[device.kind]()}</span>
      <span>{word}</span>
    </>
  )
  if (!switchable(device.state))
    return (
      <span className={css['switch']} data-device={device.kind} data-state={device.state}>
        {inside}
      </span>
    )
  return (
    <button
      type="button"
      className={css['switch']}
      data-device={device.kind}
      data-state={device.state}
      onClick={device.onToggle}
    >
      {inside}
    </button>
  )
}

function Heard({ microphone }: { microphone: MicrophoneView }) {
  if (microphone.state === 'off') return <span>{m.device_muted()}</span>
  if (microphone.state !== 'on') return null
  return <Level level={microphone.level} />
}

/** Camera, microphone and sound, a row each: switch, choice, and what it does now. */
export function Devices({ devices, narrow = false }: { devices: DevicesView; narrow?: boolean }) {
  const { camera, microphone, speaker } = devices
  const list = (device: { choices: CameraView['choices']; chosen: string | null; onChoose(id: string): void }, name: string) => (
    <Select name={name} options={device.choices} value={device.chosen} empty={m.device_default()} onChange={device.onChoose} />
  )
  return (
    <div className={narrow ? `${css['devices']} ${css['narrow']}` : css['devices']}>
      <div className={css['device']}>
        <Switch device={camera} />
        {list(camera, m.device_camera())}
        <span className={`wide-only ${css['beside']}`}>{camera.state === 'on' && !narrow && m.device_only_you()}</span>
      </div>
      <div className={css['device']}>
        <Switch device={microphone} />
        {list(microphone, m.device_microphone())}
        <span className={css['beside']}>
          <Heard microphone={microphone} />
        </span>
      </div>
      <div className={css['device']}>
        <span className={`${css['switch']} ${css['fixed']}`}>
          <Icon name="speaker" />
          <span>{m.device_speaker()}</span>
        </span>
        {list(speaker, m.device_speaker())}
        <span className={css['beside']}>
          <Button look="link" onPress={speaker.onPlaySound} waiting={speaker.sound === 'playing'}>
            {speaker.sound === 'playing' ? m.device_playing() : m.device_play()}
          </Button>
        </span>
      </div>
    </div>
  )
}
