import { useState } from 'react'
import { m } from '../../../i18n/messages.ts'
import { Button } from '../../../ui/controls/Button.tsx'
import { Icon } from '../../../ui/icons/icons.tsx'
import { Video } from '../../../ui/Video.tsx'
import type { RemoteView } from '../view.ts'
import css from './ClientPause.module.css'

export interface FaceProps {
  remote: RemoteView
  name: string
  speaker: string | null
  /** Whether the client keeps the sound as well. */
  heard: boolean
}

/** What the client keeps of the therapist: the picture, and the sound if they chose it. */
export function Face({ remote, name, speaker, heard }: FaceProps) {
  const [blocked, setBlocked] = useState(false)
  const [attempt, setAttempt] = useState(0)
  const shown = remote.state === 'showing' || remote.state === 'comingBack'
  return (
    <div className={css['face']} data-remote={remote.state} data-heard={heard}>
      <div className={css['video']} data-shown={shown}>
        <Video
          stream={remote.stream}
          role="remote-video"
          label={m.room_their_picture({ name })}
          muted={!heard}
          speaker={speaker ?? ''}
          attempt={attempt}
          onBlocked={setBlocked}
        />
      </div>
      {remote.state === 'connecting' && <p className={css['tile']}>{m.room_connecting()}</p>}
      {remote.state === 'cameraOff' && (
        <p className={css['tile']} aria-hidden="true">
          <span className={css['initial']}>{[...name][0]}</span>
        </p>
      )}
      {blocked && heard && (
        <div className={css['hear']}>
          <Button onPress={() => setAttempt(attempt + 1)}>
            <Icon name="speaker" size={22} />
            {m.room_tap_to_hear({ name })}
          </Button>
        </div>
      )}
    </div>
  )
}
