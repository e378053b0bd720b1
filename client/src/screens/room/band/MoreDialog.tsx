import { use } from 'react'
import { m } from '../../../i18n/messages.ts'
import { Button } from '../../../ui/controls/Button.tsx'
import { RoomDialog } from '../RoomDialog.tsx'
import { problemLead, problemTitle } from '../../devices/DeviceProblem.tsx'
import { Devices } from '../../devices/Devices.tsx'
import { problemOf } from '../../devices/view.ts'
import { QuietLeaveContext } from '../../../ui/page/quiet-leave.ts'
import { QuietLeaveButton, QuietLeaveExplain } from '../../quiet-leave/QuietLeave.tsx'
import type { OwnTimeView, PicturesView, QuietSoundsView, RoomView, ShareView, SpokenCode } from '../view.ts'
import css from './More.module.css'

const LINES = {
  chat: { title: m.chat_title, lead: m.chat_more_lead, word: m.today_open },
  today: { title: m.today_title, lead: m.today_more_lead, word: m.today_open },
  record: { title: m.kept_title, lead: m.kept_more_lead, word: m.today_open },
  'look-back': { title: m.reflection_offer, lead: m.reflection_offer_lead, word: m.over_time_own_open_word },
  past: { title: m.over_time_own_open, lead: m.over_time_own_open_lead, word: m.over_time_own_open_word },
  'set-up': { title: m.signals_title, lead: m.setup_open_lead, word: m.setup_open },
  questions: { title: m.questions_choice_title, lead: m.questions_choice_lead, word: m.questions_choice_open },
  signals: { title: m.pair_title, lead: m.pair_more_lead, word: m.pair_more_open },
} as const

/** A line that opens a page of its own. */
export type Line = { onOpen(): void } & (
  | { line: keyof typeof LINES }
  /** `of`: the client, on the therapist's page. */
  | { line: 'card'; of: string | null }
)

function wordsOf(line: Line): { title: string; lead: string; word: string } {
  if (line.line !== 'card') {
    const { title, lead, word } = LINES[line.line]
    return { title: title(), lead: lead(), word: word() }
  }
  return line.of === null
    ? { title: m.card_title(), lead: m.card_more_lead(), word: m.today_open() }
    : { title: m.card_title_of({ name: line.of }), lead: m.card_more_lead_theirs(), word: m.today_open() }
}

export interface MoreDialogProps {
  room: RoomView
  /** What the single keys do on this side. */
  keysHint: string
  /** What opens from here on this side, after one's own picture. */
  lines?: readonly Line[] | undefined
  onHelp(): void
  onClose(): void
}

function ReallyYouTwo({ code }: { code: SpokenCode }) {
  return (
    <details className={css['part']}>
      <summary>{m.more_code_title()}</summary>
      {code === null ? (
        <p className="small dim">{m.more_code_none()}</p>
      ) : (
        <>
          <p className="small dim">{m.more_code_lead()}</p>
          <p className={`num ${css['code']}`} translate="no" data-testid="spoken-code">
            {code.slice(0, 3)} {code.slice(3)}
          </p>
        </>
      )}
    </details>
  )
}

function QuietLeavePart() {
  if (use(QuietLeaveContext) === null) return null
  return (
    <section className={`${css['part']} ${css['row']}`}>
      <h3>{m.quiet_title()}</h3>
      <QuietLeaveExplain scene="room" />
    </section>
  )
}

function QuietSounds({ view }: { view: QuietSoundsView }) {
  return (
    <div className={css['row']}>
      <div>
        <h3>{m.more_quiet()}</h3>
        <p className="small dim">{m.more_quiet_lead()}</p>
      </div>
      <Button size="small" onPress={view.onToggle} testid="more-quiet">
        {view.state === 'letThrough' ? m.more_quiet_through() : m.more_quiet_filtered()}
      </Button>
    </div>
  )
}

function ShareLine({ share, remote, onClose }: { share: ShareView; remote: RoomView['remote']; onClose(): void }) {
  const isOn = share.state === 'sharing'
  const act = () => {
    onClose()
    if (isOn) share.onStop()
    else share.onPrepare()
  }
  return (
    <MoreLine
      title={m.share_title()} lead={!isOn ? m.share_more_lead() : remote.state === 'comingBack' ? m.share_not_seen() : m.share_on()} word={isOn ? m.share_stop() : m.share_open()} onOpen={act}
      testid="more-share"
    />
  )
}

function SmallPictures({ pictures }: { pictures: PicturesView }) {
  return (
    <section className={`${css['part']} ${css['row']}`}>
      <div>
        <h3>{m.more_data()}</h3>
        <p className="small dim">
          {pictures.wanted === 'usual' && pictures.byOther === 'small' ? m.more_data_by_other() : m.more_data_lead()}
        </p>
      </div>
      <Button size="small" onPress={pictures.onToggle} testid="more-data">
        {pictures.wanted === 'small' ? m.more_data_small() : m.more_data_usual()}
      </Button>
    </section>
  )
}

function OwnTimePart({ view }: { view: OwnTimeView }) {
  return (
    <section className={`${css['part']} ${css['row']}`}>
      <div>
        <h3>{m.more_time()}</h3>
        <p className="small dim">{m.more_time_lead()}</p>
      </div>
      <Button size="small" onPress={view.onToggle} testid="more-time">
        {view.shown === 'shown' ? m.more_time_hide() : m.more_time_show()}
      </Button>
    </section>
  )
}

/** Everything that is not needed at every moment: devices, own picture, own clock, keys, the spoken code, Help. */
export function MoreDialog({ room, keysHint, lines = [], onHelp, onClose }: MoreDialogProps) {
  const { devices, own, preferences, pictures, quietSounds, share, spokenCode, ownTime } = room
  const problem = problemOf(devices)
  return (
    <RoomDialog title={m.more_title()} testid="more-dialog" onClose={onClose}>
      <section className={css['part']} aria-label={m.more_devices()}>
        {problem && (
          <div>
            <p className="strong">{problemTitle(problem)}</p>
            <p className="small dim">{problemLead(problem)}</p>
            <Button look="link" onPress={devices.onTryAgain}>
              {m.device_try_again()}
            </Button>
          </div>
        )}
        <Devices devices={devices} narrow />
        {quietSounds && <QuietSounds view={quietSounds} />}
      </section>
      <section className={`${css['part']} ${css['row']}`}>
        <h3>{m.more_picture()}</h3>
        <Button size="small" onPress={own.onToggle}>
          {own.shown === 'shown' ? m.room_hide_me() : m.room_show_me()}
        </Button>
      </section>
      {ownTime && <OwnTimePart view={ownTime} />}
      {share && !room.screen && <ShareLine share={share} remote={room.remote} onClose={onClose} />}
      {pictures && <SmallPictures pictures={pictures} />}
      {lines.map((line) => (
        <MoreLine key={line.line} {...wordsOf(line)} onOpen={line.onOpen} testid={`more-${line.line}`} />
      ))}
      <section className={`wide-only ${css['part']} ${css['row']}`}>
        <div>
          <h3>{m.more_keys()}</h3>
          <p className="small dim">{keysHint}</p>
        </div>
        <Button size="small" onPress={preferences.onKeys}>
          {preferences.keys === 'on' ? m.more_keys_on() : m.more_keys_off()}
        </Button>
      </section>
      <QuietLeavePart />
      <ReallyYouTwo code={spokenCode} />
      <div className={css['foot']}>
        <Button size="small" onPress={onHelp}>
          {m.common_help()}
        </Button>
        <QuietLeaveButton look="plain" />
      </div>
    </RoomDialog>
  )
}

function MoreLine({ title, lead, word, onOpen, testid }: { title: string; lead: string; word: string; onOpen(): void; testid: string }) {
  return (
    <section className={`${css['part']} ${css['row']}`}>
      <div>
        <h3>{title}</h3>
        <p className="small dim">{lead}</p>
      </div>
      <Button size="small" onPress={onOpen} testid={testid}>
        {word}
      </Button>
    </section>
  )
}
