import { longDay } from '../../i18n/format.ts'
import { m } from '../../i18n/messages.ts'
import { therapistSentenceFor, type Told } from '../../i18n/refusal.ts'
import { Button } from '../../ui/controls/Button.tsx'
import { Icon } from '../../ui/icons/icons.tsx'
import { Live } from '../../ui/Live.tsx'
import { Mark } from '../../ui/mark/Mark.tsx'
import { Page } from '../../ui/page/Page.tsx'
import { RelayNote } from '../devices/RelayNote.tsx'
import type { RelayView } from '../devices/relay-view.ts'
import { Knock } from './Knock.tsx'
import { RoomRow } from './RoomRow.tsx'
import type { KnockView, RoomRowView } from './view.ts'
import css from './Desk.module.css'

export interface DeskProps {
  /** `null` while the rooms are being fetched and opened. */
  rooms: readonly RoomRowView[] | null
  knocks: readonly KnockView[]
  /** `blocked`: the browser plays no sound before a tap. */
  sound: { state: 'ready' } | { state: 'blocked'; onTurnOn(): void }
  connection: 'there' | 'lost'
  /** Why the last tap came to nothing. */
  problem?: Told | null
  /** Whether and how calls between different networks are relayed. */
  relay: RelayView
  /** Whether the operator has filled in Help. */
  help: 'configured' | 'notConfigured'
  /** Server time, for dates. */
  now: number
  onNewRoom(): void
  /** All rooms' records. */
  onRecords?(): void
  onSignOut?(): void
}

function Notes({ relay, help }: Pick<DeskProps, 'relay' | 'help'>) {
  return (
    <div className={`small faint ${css['notes']}`}>
      <p>{m.desk_sealed()}</p>
      {relay.relay === 'none' && <p data-note="no-relay">{m.desk_no_relay()}</p>}
      <RelayNote relay={relay} />
      {help === 'notConfigured' && <p data-note="no-help">{m.desk_no_help()}</p>}
    </div>
  )
}

function NoRooms(props: DeskProps) {
  return (
    <div className={css['empty']}>
      <div className={css['words']}>
        <h1 className="h1">{m.desk_empty_title()}</h1>
        <p className="lead">{m.desk_empty_lead()}</p>
        <Button look="main" size="big" onPress={props.onNewRoom}>
          {m.desk_new_room()}
        </Button>
        <Notes relay={props.relay} help={props.help} />
      </div>
      <div className={css['lamp']}>
        <Mark width={250} light="unlit" />
      </div>
    </div>
  )
}

function RoomList({ rooms, now }: { rooms: readonly RoomRowView[]; now: number }) {
  return (
    <div className={css['rooms']}>
      <div className={css['columns']} aria-hidden="true">
        <span>{m.desk_column_room()}</span>
        <span>{m.desk_column_met()}</span>
        <span>{m.desk_column_state()}</span>
      </div>
      <ul>
        {rooms.map((room) => (
          <RoomRow key={room.id} room={room} now={now} />
        ))}
      </ul>
    </div>
  )
}

/** The therapist's home: who waits, at the top; then every room. Hears the knocks of all of them. */
export function Desk(props: DeskProps) {
  const { rooms, knocks, sound, connection, problem = null, now, onNewRoom, onRecords, onSignOut } = props
  const empty = rooms?.length === 0
  return (
    <Page
      screen="desk"
      state={rooms === null ? 'loading' : empty ? 'empty' : 'rooms'}
      layout="own"
      nav={
        <>
          {onRecords && (
            <Button look="link" onPress={onRecords}>
              {m.record_open_all()}
            </Button>
          )}
          {onSignOut && (
            <Button look="link" onPress={onSignOut}>
              {m.desk_sign_out()}
            </Button>
          )}
        </>
      }
    >
      {!empty && (
        <div className={css['head']}>
          <div>
            <p className={`small dim ${css['date']}`}>{longDay(now)}</p>
            <h1 className="h1">{m.desk_title()}</h1>
          </div>
          <div className={css['acts']}>
            {sound.state === 'blocked' && (
              <Button onPress={sound.onTurnOn} testid="sound-off">
                <Icon name="soundOff" size={20} />
                {m.desk_sound_off()}
              </Button>
            )}
            <Button onPress={onNewRoom}>
              <Icon name="plus" size={20} />
              {m.desk_new_room()}
            </Button>
          </div>
        </div>
      )}
      <div data-link={connection}>
        <Live className={css['connection']}>{connection === 'lost' && <p>{m.desk_connection_lost()}</p>}</Live>
      </div>
      <Live className={css['connection']}>{problem && <p data-notice="problem">{therapistSentenceFor(problem)}</p>}</Live>
      <div className={css['knocks']}>
        {knocks.map((knock) => (
          <Knock key={knock.id} knock={knock} />
        ))}
      </div>
      <Live className="hidden-text">{knocks.length > 0 && m.desk_knock_someone()}</Live>
      {rooms === null && <p className={`dim ${css['loading']}`}>{m.desk_loading()}</p>}
      {empty && <NoRooms {...props} />}
      {rooms !== null && !empty && (
        <>
          <RoomList rooms={rooms} now={now} />
          <Notes relay={props.relay} help={props.help} />
        </>
      )}
    </Page>
  )
}
