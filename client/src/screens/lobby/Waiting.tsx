import { m } from '../../i18n/messages.ts'
import { Button } from '../../ui/controls/Button.tsx'
import { Icon } from '../../ui/icons/icons.tsx'
import { Live } from '../../ui/Live.tsx'
import { Mark } from '../../ui/mark/Mark.tsx'
import { Page } from '../../ui/page/Page.tsx'
import { switchable, type CameraView, type MicrophoneView } from '../devices/view.ts'
import { QuietLeaveLinks } from '../quiet-leave/QuietLeave.tsx'
import { SelfPicture } from './SelfPicture.tsx'
import css from './Waiting.module.css'

export type WaitingState =
  /** Knocked; no desk has painted it yet. */
  | 'letting'
  /** Painted at a desk. */
  | 'known'
  /** The therapist answered "In a moment". */
  | 'soon'
  /** Ten minutes, and nobody came. */
  | 'long'
  /** Our own connection is gone; the place at the door is kept. */
  | 'lost'
  /** Admitted; the call is being opened. */
  | 'opening'

export interface WaitingProps {
  state: WaitingState
  /** Words at the door, such as office hours; may be empty. */
  doorText: string
  camera: CameraView
  microphone: MicrophoneView
  picture: MediaStream | null
  onLeave(): void
}

const SENTENCES: Record<WaitingState, { title(): string; lead(): string }> = {
  letting: { title: m.waiting_letting, lead: m.waiting_letting_lead },
  known: { title: m.waiting_known, lead: m.waiting_known_lead },
  soon: { title: m.waiting_soon, lead: m.waiting_soon_lead },
  long: { title: m.waiting_long, lead: m.waiting_long_lead },
  lost: { title: m.waiting_lost, lead: m.waiting_lost_lead },
  opening: { title: m.waiting_opening, lead: m.waiting_opening_lead },
}

/** The lamp is lit once somebody knows; before that, and without a connection, it is not. */
const LIT: readonly WaitingState[] = ['known', 'soon', 'opening']

function Switch({ device }: { device: CameraView | MicrophoneView }) {
  if (!switchable(device.state)) return null
  const on = device.state !== 'off'
  const word =
    device.kind === 'camera'
      ? on ? m.room_camera_on() : m.room_camera_off()
      : on ? m.room_mic_on() : m.room_mic_off()
  return (
    <Button size="small" onPress={device.onToggle}>
      <Icon name={on ? device.kind : `${device.kind}Off`} size={20} />
      {word}
    </Button>
  )
}

/** At the door: whether anyone knows, in one honest sentence. */
export function Waiting({ state, doorText, camera, microphone, picture, onLeave }: WaitingProps) {
  const { title, lead } = SENTENCES[state]
  const lit = LIT.includes(state)
  return (
    <Page
      screen="waiting"
      state={state}
      layout="own"
      behind={lit && <div className={css['glow']} aria-hidden="true" />}
    >
      <div className={css['wait']}>
        <div className={css['say']}>
          <div className={css['mark']}>
            <Mark width={64} light={lit ? 'lit' : 'plain'} />
          </div>
          <Live>
            <h1 className={css['title']}>{title()}</h1>
          </Live>
          <p className="lead">{lead()}</p>
        </div>
        <div className={css['self']}>
          <SelfPicture camera={camera} stream={picture} />
          <div className={css['switches']}>
            <Switch device={microphone} />
            <Switch device={camera} />
          </div>
          <p className="small dim">{m.waiting_only_you()}</p>
        </div>
        <footer className={css['foot']}>
          <p className="small dim">
            {doorText} {m.waiting_nobody_watches()}
          </p>
          <Button look="link" onPress={onLeave}>
            {m.waiting_leave()}
          </Button>
          <QuietLeaveLinks />
        </footer>
      </div>
    </Page>
  )
}
