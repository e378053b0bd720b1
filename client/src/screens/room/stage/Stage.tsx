import { useState } from 'react'
import { m } from '../../../i18n/messages.ts'
import { Button } from '../../../ui/controls/Button.tsx'
import { Icon } from '../../../ui/icons/icons.tsx'
import { Video } from '../../../ui/Video.tsx'
import type { RemoteView } from '../view.ts'
import { NoPicture } from './NoPicture.tsx'
import css from './Stage.module.css'

export interface StageProps {
  remote: RemoteView
  /** What the other person is called. */
  name: string
  speaker: string | null
  /** The edge fade behind a cue that has gone unanswered. */
  edge?: 'plain' | 'lit'
  /** A full-stage notice, instead of the picture; the sound goes on beneath. */
  notice?: React.ReactNode
  /** Paper laid beside the face. */
  beside?: React.ReactNode
  /** The screen they show: it takes the stage, and their face a corner. */
  screen?: MediaStream | null | undefined
  /** A sheet for both, which the face makes room for. */
  sheet?: React.ReactNode
}

/** The other person's face. Nothing lies on it: words stand here only where there is no picture. */
export function Stage({ remote, name, speaker, edge = 'plain', notice, beside, screen = null, sheet }: StageProps) {
  const [blocked, setBlocked] = useState(false)
  const [attempt, setAttempt] = useState(0)
  const shown = remote.state === 'showing' || remote.state === 'comingBack'
  return (
    <main className={css['stage']} data-remote={remote.state} data-shows={screen === null ? 'face' : 'screen'} data-sheet={Boolean(sheet)}>
      {screen !== null && !notice && (
        <div className={css['screen']}>
          <Video stream={screen} role="screen-video" label={m.share_theirs({ name })} muted fit="whole" />
        </div>
      )}
      <div className={css['video']} data-shown={shown && !notice}>
        <Video
          stream={remote.stream}
          role="remote-video"
          label={m.room_their_picture({ name })}
          muted={false}
          speaker={speaker ?? ''}
          attempt={attempt}
          onBlocked={setBlocked}
        />
      </div>
      {!notice && remote.state === 'connecting' && (
        <div className={css['tile']}>
          <p role="status">{m.room_connecting()}</p>
        </div>
      )}
      {!notice && screen === null && remote.state === 'cameraOff' && <NoPicture name={name} hearing={remote.hearing} />}
      {!notice && screen === null && remote.state === 'held' && <NoPicture name={name} hearing="held" />}
      {edge === 'lit' && <div className={css['fade']} aria-hidden="true" />}
      {notice}
      {beside}
      {sheet}
      {blocked && (
        <div className={css['hear']}>
          <Button look="main" onPress={() => setAttempt(attempt + 1)}>
            <Icon name="speaker" size={22} />
            {m.room_tap_to_hear({ name })}
          </Button>
        </div>
      )}
    </main>
  )
}
