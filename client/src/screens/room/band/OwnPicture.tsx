import { m } from '../../../i18n/messages.ts'
import { Video } from '../../../ui/Video.tsx'
import type { CameraView } from '../../devices/view.ts'
import type { OwnView } from '../view.ts'
import css from './Band.module.css'

/** One's own picture, as in a mirror. A press hides it, and shows it again; what is sent does not change. */
export function OwnPicture({ own, camera }: { own: OwnView; camera: CameraView }) {
  const hidden = own.shown === 'hidden'
  const picture = !hidden && camera.state === 'on' && own.stream !== null
  if (picture)
    return (
      <button type="button" className={css['self']} aria-label={m.room_hide_me()} data-own={own.shown} onClick={own.onToggle}>
        <Video stream={own.stream} role="own-video" label={m.room_own_picture()} muted mirrored />
      </button>
    )
  return (
    <button type="button" className={`${css['self']} ${css['off']}`} data-own={own.shown} onClick={own.onToggle}>
      <span>
        {hidden ? m.room_me_hidden() : m.room_me_off()}
        <span className="hidden-text">. {hidden ? m.room_show_me() : m.room_hide_me()}</span>
      </span>
    </button>
  )
}
