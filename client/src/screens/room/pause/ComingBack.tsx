import { m } from '../../../i18n/messages.ts'
import { Button } from '../../../ui/controls/Button.tsx'
import { Icon } from '../../../ui/icons/icons.tsx'
import { Video } from '../../../ui/Video.tsx'
import { problemLead, problemTitle } from '../../devices/DeviceProblem.tsx'
import { isStarting, problemOf } from '../../devices/view.ts'
import { DeviceControls } from '../band/DeviceControls.tsx'
import { Level } from '../../devices/Level.tsx'
import { type Reach, reachOf } from '../reach.ts'
import { Heading } from './Heading.tsx'
import type { ClientPauseProps } from './view.ts'
import css from './ComingBack.module.css'

export type ComingBackProps = Pick<ClientPauseProps, 'preview' | 'devices' | 'onComeBack' | 'onNotYet'>

/** What the press will do, by what is on now. */
const BACK: Record<Reach, () => string> = {
  seenAndHeard: m.pause_back_lead,
  seen: m.pause_back_seen,
  heard: m.pause_back_heard,
  neither: m.pause_back_neither,
}

/** Before coming back the client looks at themselves, alone. Only their own tap opens camera and microphone again. */
export function ComingBack({ preview, devices, onComeBack, onNotYet }: ComingBackProps) {
  const { camera, microphone } = devices
  const problem = problemOf(devices)
  const reach = reachOf({ path: 'flows', camera: camera.state, microphone: microphone.state, picture: 'sent', sound: 'leaves', keep: 'seeAndHear' })
  const bothOff = camera.state === 'off' && microphone.state === 'off'
  return (
    <section className={css['back']}>
      <div className={css['say']}>
        <Heading>{m.pause_back_title()}</Heading>
        <p className="dim">{BACK[reach]()}</p>
      </div>
      <div className={css['look']}>
        <div className={css['self']}>
          {camera.state === 'on' && preview ? (
            <Video stream={preview} role="own-video" label={m.room_own_picture()} muted mirrored />
          ) : (
            <p className={css['off']}>
              <Icon name={isStarting(camera.state) ? 'camera' : 'cameraOff'} size={30} />
              {isStarting(camera.state) ? m.device_starting() : m.lobby_camera_off()}
            </p>
          )}
        </div>
        <div className={css['devices']}>
          <DeviceControls devices={devices} onProblem={devices.onTryAgain} />
          {microphone.state === 'on' && <Level level={microphone.level} />}
        </div>
      </div>
      {bothOff && <p className="small dim">{m.pause_back_off()}</p>}
      {problem && (
        <div role="status">
          <p className="strong">{problemTitle(problem)}</p>
          <p className="small dim">{problemLead(problem)}</p>
          <Button look="link" onPress={devices.onTryAgain}>
            {m.device_try_again()}
          </Button>
        </div>
      )}
      <div className={css['acts']}>
        <Button look="main" onPress={onComeBack} testid="come-back-now">
          {m.pause_back_now()}
        </Button>
        <Button onPress={onNotYet} testid="not-yet">
          {m.pause_back_not_yet()}
        </Button>
      </div>
    </section>
  )
}
