import { m } from '../../../i18n/messages.ts'
import type { Hearing } from '../reach.ts'
import css from './Stage.module.css'

const HEARING: Record<Hearing, (of: { name: string }) => string> = {
  eachOther: m.room_hear_each_other,
  them: m.room_hear_them,
  you: m.room_hear_you,
  nobody: m.room_hear_nobody,
}

/** Without a picture: the first letter of the name, and why. `hearing`: the camera is off; `held`: so that sound can hold. */
export function NoPicture({ name, hearing }: { name: string; hearing: Hearing | 'held' }) {
  return (
    <div className={css['tile']}>
      <span className={css['initial']} aria-hidden="true">
        {[...name][0]}
      </span>
      <p>{hearing === 'held' ? m.room_picture_held({ name }) : `${m.room_camera_off_them({ name })} ${HEARING[hearing]({ name })}`}</p>
    </div>
  )
}
