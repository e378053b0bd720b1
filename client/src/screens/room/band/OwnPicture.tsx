import { m } from '../../../i18n/messages.ts'
import { Icon } from '../../../ui/icons/icons.tsx'
import { Video } from '../../../ui/Video.tsx'
import type { CameraView } from '../../devices/view.ts'
import type { OwnView } from '../view.ts'
import css from './Band.module.css'

/** One's own picture, as in a mirror. A press hides it, and shows it again; what is sent does not change. */
export function OwnPicture({ own, camera }: { own: OwnView; camera: CameraView }) {
  const hidden = own.shown === 'hidden'
  const why = hidden ? m.room_me_hidden() : m.room_me_off()
  const picture = !hidden && camera.state === 'on' && own.stream !== null
  if (picture)
    return (
      <button type="button" className={css['self']} aria-label={m.room_hide_me()} data-own={own.shown} onClick={own.onToggle}>
        <Video stream={own.stream} role="own-video" label={m.room_own_picture()} muted mirrored />
      </button>
    )
  return (
    <button
      type="button"
      className={`${css['self']} ${css['off']}`}
      aria-label={`${why}. ${hidden ? m.room_show_me() : m.room_hide_me()}`}
      data-own={own.shown}
      onClick={own.onToggle}
    >
      <span className={css['why']}>{why}</span>
      <span className={css['sign']}>
        <Icon name={hidden ? 'hide' : 'cameraOff'} />
      </span>
    </button>
  )
}
