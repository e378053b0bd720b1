import { m } from '../../../i18n/messages.ts'
import { Icon } from '../../../ui/icons/icons.tsx'
import type { LostDevice } from '../../devices/view.ts'
import type { LinkState, Quality } from '../view.ts'
import { QualityMark } from './QualityMark.tsx'
import css from './Band.module.css'

const SENTENCES: Record<Exclude<LinkState, 'good'>, () => string> = {
  weak: m.room_link_weak,
  soundOnly: m.room_link_sound_only,
  signallingDown: m.room_link_signalling_down,
  mediaDown: m.room_link_media_down,
  reconnecting: m.room_link_reconnecting,
  therapistUnconfirmed: m.room_link_therapist_unconfirmed,
  clientUnconfirmed: m.room_link_client_unconfirmed,
  notHeard: m.room_mic_silent,
}

function lostSentence({ kind, instead }: LostDevice): string {
  if (kind === 'speaker') return m.room_lost_speaker()
  if (kind === 'camera') return instead === null ? m.room_lost_camera() : m.room_lost_camera_instead({ instead })
  return instead === null ? m.room_lost_microphone() : m.room_lost_microphone_instead({ instead })
}

/** The connection first; while it is well, a device of one's own that went away. */
function Said({ link, lost }: { link: LinkState; lost: LostDevice | null }) {
  if (link === 'good') return lost && <span>{lostSentence(lost)}</span>
  return (
    <>
      {link === 'notHeard' && <Icon name="microphoneOff" size={22} />}
      {link === 'signallingDown' && <span className={css['dot']} aria-hidden="true" />}
      {link !== 'notHeard' && link !== 'signallingDown' && <Icon name="weak" size={22} />}
      <span>{SENTENCES[link]()}</span>
    </>
  )
}

/** What there is to say about connection and devices; with nothing to say a small mark of how the connection is. */
export function LinkLine({ link, lost, quality }: { link: LinkState; lost: LostDevice | null; quality?: Quality | undefined }) {
  const silent = link === 'good' && lost === null
  return (
    <>
      {silent && quality && <QualityMark quality={quality} />}
      <p className={silent ? undefined : css['line']} role="status" data-link={link} data-lost={lost?.kind} data-says={silent ? 'nothing' : 'something'}>
        <Said link={link} lost={lost} />
      </p>
    </>
  )
}
