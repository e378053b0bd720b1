import type { RecordedRoom } from '@fermata/shared/record'
import type { SessionSide } from '@fermata/shared/reflection'
import { day, longDay } from '../../i18n/format.ts'
import { m } from '../../i18n/messages.ts'
import { Button } from '../../ui/controls/Button.tsx'
import { Page } from '../../ui/page/Page.tsx'
import { ownQuestionOf } from '../closing/own-side/words.ts'
import { Rows } from '../closing/reflection/Rows.tsx'
import { Agreed } from './Agreed.tsx'
import css from './Printed.module.css'

export interface PrintedProps {
  rooms: readonly RecordedRoom[]
  /** Server time. */
  now: number
  onPrint(): void
  onBack(): void
}

/** Every session that something stands of, oldest first. */
const sessionsOf = ({ sessions, ownSides = [] }: RecordedRoom) => {
  const own = new Map<string, SessionSide>(ownSides.map((one) => [one.session, one]))
  const shared = sessions.map(({ session, at, reflection }) => ({ session, at, reflection, own: own.get(session)?.side ?? null }))
  const known = new Set<string>(sessions.map(({ session }) => session))
  const others = ownSides.filter(({ session }) => !known.has(session)).map(({ session, at, side }) => ({ session, at, reflection: null, own: side }))
  return [...shared, ...others].sort((a, b) => a.at - b.at)
}

/** The record as it comes out of a printer: each client begins a sheet, no session is torn. */
export function Printed({ rooms, now, onPrint, onBack }: PrintedProps) {
  return (
    <Page screen="record-printed" layout="own" help="none">
      <div className={css['acts']}>
        <Button look="main" onPress={onPrint} testid="print-now">{m.record_print_now()}</Button>
        <Button onPress={onBack}>{m.record_back()}</Button>
      </div>
      {rooms.map((room) => (
        <article key={room.room} className={css['room']}>
          <h1 className="h1">{m.record_title({ client: room.name })}</h1>
          <p className="small dim">{m.record_printed_on({ date: day(now, 0) })}</p>
          {sessionsOf(room).map(({ session, at, reflection, own }) => (
            <section key={session} className={css['session']}>
              <h2 className="h2 num">{longDay(at)} {new Date(at).getFullYear()}</h2>
              {reflection && <Rows reflection={reflection} />}
              {own && (
                <div data-own-side="printed">
                  <h3>{m.record_own_side()}</h3>
                  <Rows reflection={own} questionOf={ownQuestionOf} />
                </div>
              )}
            </section>
          ))}
          {room.notes && <Agreed notes={room.notes} />}
          <p className="small dim">{m.reflection_notice()}</p>
        </article>
      ))}
    </Page>
  )
}
