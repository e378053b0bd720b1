import { m } from '../../i18n/messages.ts'
import { Button } from '../../ui/controls/Button.tsx'
import { Icon } from '../../ui/icons/icons.tsx'
import { Live } from '../../ui/Live.tsx'
import { Page } from '../../ui/page/Page.tsx'
import css from './Room.module.css'

export interface RoomLinkReadyProps {
  label: string
  /** The whole link, fragment included. */
  link: string
  /** `localhost` links open on this computer alone. */
  reach: 'anywhere' | 'thisComputer'
  /** What was copied last. */
  copied: 'nothing' | 'link' | 'message'
  onCopyLink(): void
  /** Hands over the message as shown. */
  onCopyMessage(message: string): void
  onDone(): void
}

function ReadyLink({ label, link, copied, onCopyLink }: RoomLinkReadyProps) {
  return (
    <div>
      <label className={css['label']} htmlFor="room-link">
        {m.room_ready_label({ room: label })}
      </label>
      <div className={css['line']}>
        <input id="room-link" className={css['link']} value={link} readOnly onFocus={(event) => event.target.select()} data-testid="room-link" />
        <Button look="main" onPress={onCopyLink}>
          <Icon name="copy" size={20} />
          {m.room_ready_copy()}
        </Button>
      </div>
      <Live className={`small dim ${css['said']}`}>{copied === 'link' ? m.common_copied() : m.room_ready_same()}</Live>
    </div>
  )
}

/** The link of a room, ready to send: copy it, what to say with it, who can use it. */
export function RoomLinkReady(props: RoomLinkReadyProps) {
  const { label, link, reach, copied, onCopyMessage, onDone } = props
  const message = m.room_ready_message({ link })
  return (
    <Page screen="room-link" state={reach} layout="own">
      <div className={css['title']}>
        <h1 className="h1">{m.room_ready_title({ room: label })}</h1>
        <p className="lead">{m.room_ready_lead()}</p>
      </div>
      <div className={css['two']}>
        <div className={css['stack']}>
          <ReadyLink {...props} />
          <div>
            <h2 className={css['label']}>{m.room_ready_message_label()}</h2>
            <p className={css['message']}>{message}</p>
            <div className={css['below']}>
              <Button size="small" onPress={() => onCopyMessage(message)}>
                <Icon name="copy" size={18} />
                {m.room_ready_copy_message()}
              </Button>
              <span className="small faint" role="status">
                {copied === 'message' ? m.common_copied() : m.room_ready_message_hint()}
              </span>
            </div>
          </div>
        </div>
        <div className={css['stack']}>
          {reach === 'thisComputer' && (
            <div className={css['local']}>
              <h2 className="strong">{m.room_ready_local_title()}</h2>
              <p className="small dim">{m.room_ready_local()}</p>
            </div>
          )}
          <div className={`small dim ${css['who']}`}>
            <h2 className="strong">{m.room_ready_who_title()}</h2>
            <p>{m.room_ready_who()}</p>
          </div>
          <div>
            <Button onPress={onDone}>{m.room_ready_done()}</Button>
          </div>
        </div>
      </div>
    </Page>
  )
}
