import { useState } from 'react'
import { EMPTY_CARD } from '@fermata/shared/agreed'
import type { LobbyCard } from '@fermata/shared/protocol'
import { m } from '../../i18n/messages.ts'
import { sentenceFor, type Told } from '../../i18n/refusal.ts'
import { Button } from '../../ui/controls/Button.tsx'
import { Live } from '../../ui/Live.tsx'
import { Page } from '../../ui/page/Page.tsx'
import { DeviceProblem, problemLead, problemTitle } from '../devices/DeviceProblem.tsx'
import { Devices } from '../devices/Devices.tsx'
import { RelayNote } from '../devices/RelayNote.tsx'
import type { RelayView } from '../devices/relay-view.ts'
import { problemOf, type DevicesView } from '../devices/view.ts'
import { QuietLeaveLinks } from '../quiet-leave/QuietLeave.tsx'
import { Questions } from './Questions.tsx'
import { SelfPicture } from './SelfPicture.tsx'
import { joinWord, otherWay } from './ways-in.ts'
import css from './Lobby.module.css'

export interface LobbyProps {
  /** What hangs on the door; `null` until it has been read. Nothing about the client. */
  door: { name: string; text: string } | null
  devices: DevicesView
  picture: MediaStream | null
  relay: RelayView
  /** Answers given in this tab before, for instance before a reload. Otherwise nothing is filled in. */
  answers?: LobbyCard
  join: { state: 'ready' } | { state: 'joining' } | { state: 'refused'; refusal: Told }
  userAgent: string
  host: string
  /** Whether the link was just copied, for the page opened inside another app. */
  copied: boolean
  onCopyLink(): void
  /** Offered for a day after a session. */
  onLookBack?: (() => void) | null
  /** To how it has been, where this device may read it. */
  onPast?: (() => void) | null
  onJoin(card: LobbyCard): void
}

/** Before the door: see and hear yourself, say what you like about where you are, and join. */
export function Lobby(props: LobbyProps) {
  const { door, devices, picture, relay, answers = EMPTY_CARD, join, userAgent, host, copied, onCopyLink, onLookBack, onPast, onJoin } = props
  const [card, setCard] = useState<LobbyCard>(answers)
  const problem = problemOf(devices)
  const way = otherWay(devices)
  const submit = (event: React.FormEvent) => {
    event.preventDefault()
    if (join.state !== 'joining') onJoin(card)
  }
  return (
    <Page screen="lobby" state={problem?.why ?? join.state} layout="own">
      {(onLookBack ?? onPast) && (
        <div className={css['which']} role="group" aria-label={m.reflection_lobby()}>
          <button type="button" aria-pressed="true">
            {m.reflection_lobby_today()}
          </button>
          {onLookBack && (
            <button type="button" aria-pressed="false" onClick={onLookBack}>
              {m.reflection_lobby_last()}
            </button>
          )}
          {onPast && (
            <button type="button" aria-pressed="false" onClick={onPast}>
              {m.over_time_own_open()}
            </button>
          )}
        </div>
      )}
      <div className={css['head']}>
        <h1 className="h1">{problem ? problemTitle(problem) : m.lobby_title()}</h1>
        <p className="dim">
          {problem ? problemLead(problem) : door ? m.lobby_door({ name: door.name }) : m.lobby_door_unknown()}{' '}
          {!problem && m.lobby_not_seen()}
        </p>
        {door?.text && !problem && <p className={`small dim ${css['door']}`} dir="auto">{door.text}</p>}
      </div>
      <div className={css['two']}>
        <div className={css['self']}>
          {problem && problem.why !== 'missing' ? (
            <DeviceProblem
              problem={problem}
              userAgent={userAgent}
              host={host}
              copied={copied}
              onTryAgain={devices.onTryAgain}
              onCopyLink={onCopyLink}
            />
          ) : (
            <SelfPicture camera={devices.camera} stream={picture} />
          )}
          {problem?.why !== 'unsupported' && <Devices devices={devices} />}
          <RelayNote relay={relay} />
        </div>
        <form className={css['form']} onSubmit={submit}>
          {way && <p className={css['calm']}>{way}</p>}
          <Questions card={card} onChange={setCard} />
          <div className={css['join']}>
            <Button look={problem?.why === 'unsupported' ? 'plain' : 'main'} size="big" submit waiting={join.state === 'joining'} testid="join">
              {join.state === 'joining' ? m.lobby_joining() : joinWord(devices)}
            </Button>
            <div className={css['after']}>
              <Live className={join.state === 'refused' ? css['problem'] : undefined}>
                {join.state === 'refused' && sentenceFor(join.refusal)}
              </Live>
              <p className="small dim">{m.lobby_answers()}</p>
              <QuietLeaveLinks />
            </div>
          </div>
        </form>
      </div>
    </Page>
  )
}
