import { m } from '../../../i18n/messages.ts'
import { Icon } from '../../../ui/icons/icons.tsx'
import type { LinkState } from '../view.ts'
import css from './Band.module.css'

const SENTENCES: Record<Exclude<LinkState, 'good'>, () => string> = {
  weak: m.room_link_weak,
  soundOnly: m.room_link_sound_only,
  signallingDown: m.room_link_signalling_down,
  mediaDown: m.room_link_media_down,
  reconnecting: m.room_link_reconnecting,
  notHeard: m.room_mic_silent,
}

/** What there is to say about the connection. With nothing to say the place stays empty. */
export function LinkLine({ link }: { link: LinkState }) {
  return (
    <p className={link === 'good' ? undefined : css['line']} role="status" data-link={link}>
      {link !== 'good' && (
        <>
          {link === 'notHeard' && <Icon name="microphoneOff" size={22} />}
          {link === 'signallingDown' && <span className={css['dot']} aria-hidden="true" />}
          {link !== 'notHeard' && link !== 'signallingDown' && <Icon name="weak" size={22} />}
          <span>{SENTENCES[link]()}</span>
        </>
      )}
    </p>
  )
}
