import { m } from '../../i18n/messages.ts'
import { Icon } from '../../ui/icons/icons.tsx'
import { Video } from '../../ui/Video.tsx'
import { type CameraView, isStarting } from '../devices/view.ts'
import css from './Lobby.module.css'

/** One's own picture, as in a mirror; or, with the camera off, a quiet place where it would be. */
export function SelfPicture({ camera, stream }: { camera: CameraView; stream: MediaStream | null }) {
  const shown = camera.state === 'on' && stream !== null
  return (
    <div className={css['picture']}>
      {shown ? (
        <Video stream={stream} role="own-video" label={m.room_own_picture()} muted mirrored />
      ) : (
        <p className={css['off']}>
          <Icon name={isStarting(camera.state) ? 'camera' : 'cameraOff'} size={30} />
          {isStarting(camera.state) ? m.device_starting() : m.lobby_camera_off()}
        </p>
      )}
    </div>
  )
}
