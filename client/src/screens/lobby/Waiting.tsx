import type { WaitingAnswer } from '@fermata/shared/protocol'
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

/** What the desk answered to the knock; `lost`: our own connection is gone, and the place at the door is kept. */
export type WaitingState = WaitingAnswer | 'lost'

export interface WaitingProps {
  state: WaitingState
  /** Whether ten minutes have passed at the door. */
  wait: 'short' | 'long'
  /** Words at the door, such as office hours; may be empty. */
  doorText: string
  camera: CameraView
  microphone: MicrophoneView
  picture: MediaStream | null
  onLeave(): void
}

const SENTENCES: Record<WaitingState, { title(): string; lead(): string }> = {
  none: { title: m.waiting_letting, lead: m.waiting_letting_lead },
  noticed: { title: m.waiting_known, lead: m.waiting_known_lead },
  soon: { title: m.waiting_soon, lead: m.waiting_soon_lead },
  lost: { title: m.waiting_lost, lead: m.waiting_lost_lead },
}

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
export function Waiting({ state, wait, doorText, camera, microphone, picture, onLeave }: WaitingProps) {
  // After ten minutes the other way is named; what is known of the therapist stays said.
  const isLong = wait === 'long' && state !== 'lost'
  const title = isLong && state === 'none' ? m.waiting_long : SENTENCES[state].title
  const lead = isLong ? m.waiting_long_lead : SENTENCES[state].lead
  // The lamp is lit once somebody knows; before that, and without a connection, it is not.
  const lit = state === 'noticed' || state === 'soon'
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
            <bdi>{doorText}</bdi> {m.waiting_nobody_watches()}
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
