import { useState } from 'react'
import { day } from '../../i18n/format.ts'
import { m } from '../../i18n/messages.ts'
import { verbatim } from '../../i18n/verbatim.ts'
import { Button } from '../../ui/controls/Button.tsx'
import { Select } from '../../ui/controls/Select.tsx'
import { Icon } from '../../ui/icons/icons.tsx'
import { nextInWords } from '../over-time/next-words.ts'
import { LENGTHS, type RoomRowView, type RoomState } from './view.ts'
import css from './RoomRow.module.css'

const STATES: Record<RoomState, () => string> = {
  quiet: m.desk_state_quiet,
  waiting: m.desk_state_waiting,
  entered: m.desk_state_entered,
  session: m.desk_state_session,
  away: m.desk_state_away,
  finished: m.desk_state_finished,
  cancelled: m.desk_state_cancelled,
}

/** Somebody is there: the one thing lamplight means. */
const LIT: readonly RoomState[] = ['waiting', 'session']

const lengths = LENGTHS.map((minutes) => ({ id: String(minutes), minutes }))

function UsualLength({ length: { minutes, onChange } }: { length: NonNullable<RoomRowView['length']> }) {
  return (
    <div className={css['length']}>
      <span className="small dim">{m.room_new_length()}</span>
      <Select
        name={m.room_new_length()}
        options={lengths.map((each) => ({ id: each.id, label: m.room_new_minutes({ count: each.minutes }) }))}
        value={String(minutes)}
        empty=""
        onChange={(id) => {
          const chosen = lengths.find((each) => each.id === id)?.minutes
          if (chosen !== undefined) onChange(chosen)
        }}
      />
    </div>
  )
}

function Actions({ room }: { room: RoomRowView }) {
  return (
    <div className={css['acts']}>
      {room.onCopyLink && (
        <Button size="small" onPress={room.onCopyLink}>
          <Icon name="copy" size={18} />
          {m.desk_copy_link()}
        </Button>
      )}
      {room.onRenewLink && (
        <Button size="small" onPress={room.onRenewLink}>
          {m.desk_renew_link()}
        </Button>
      )}
      {room.onReflections && (
        <Button size="small" onPress={room.onReflections}>
          {m.reflections_open()}
        </Button>
      )}
      {room.length && <UsualLength length={room.length} />}
      {room.onRecord && (
        <Button size="small" onPress={room.onRecord}>
          {m.record_open()}
        </Button>
      )}
    </div>
  )
}

/** One room in the list: name, last meeting, what is going on there now, Open; link and erasing behind "more". */
export function RoomRow({ room, now }: { room: RoomRowView; now: number }) {
  const [open, setOpen] = useState(false)
  const label = room.label === null ? m.desk_sealed_label() : verbatim(room.label)
  const actions = room.onCopyLink ?? room.onRenewLink ?? room.onReflections ?? room.length ?? room.onRecord
  const met = room.lastMet === null ? null : day(room.lastMet, now)
  return (
    <li className={css['row']} data-room={room.id} data-state={room.state}>
      <h2 className={css['name']}>{label}</h2>
      <p className={`small dim num ${css['met']}`}>
        {met === null ? m.desk_met_never() : (
          <>
            <span className="wide-only">{met}</span>
            <span className="phone-only">{m.desk_met({ date: met })}</span>
          </>
        )}
      </p>
      <p className={`small dim ${css['state']}`}>
        {LIT.includes(room.state) && <span className="lamp-dot" aria-hidden="true" />}
        {STATES[room.state]()}
      </p>
      {actions ? (
        <button
          type="button"
          className={css['more']}
          aria-expanded={open}
          aria-label={m.desk_actions({ room: label })}
          onClick={() => setOpen(!open)}
        >
          <Icon name="more" />
        </button>
      ) : (
        <span />
      )}
      <button type="button" className={css['open']} aria-label={m.desk_open_named({ room: label })} onClick={room.onOpen}>
        {m.desk_open()}
        <Icon name="next" size={18} />
      </button>
      {room.next && (
        <div className={css['next']} data-next="">
          <p className="small">
            <span className="strong">{m.next_title_desk()}.</span> {nextInWords(room.next.prompt)}
          </p>
          <Button size="small" onPress={room.next.onPutAway} name={m.next_away_named({ client: label })}>{m.next_away()}</Button>
        </div>
      )}
      {open && <Actions room={room} />}
    </li>
  )
}
