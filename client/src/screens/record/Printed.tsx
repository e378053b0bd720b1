import type { RecordedRoom } from '@fermata/shared/record'
import { day, longDay } from '../../i18n/format.ts'
import { m } from '../../i18n/messages.ts'
import { Button } from '../../ui/controls/Button.tsx'
import { Page } from '../../ui/page/Page.tsx'
import { Rows } from '../closing/reflection/Rows.tsx'
import css from './Printed.module.css'

export interface PrintedProps {
  rooms: readonly RecordedRoom[]
  /** Server time. */
  now: number
  onPrint(): void
  onBack(): void
}

/** The record as it comes out of a printer: each client begins a sheet, no session is torn. */
export function Printed({ rooms, now, onPrint, onBack }: PrintedProps) {
  return (
    <Page screen="record-printed" layout="own" help="none">
      <div className={css['acts']}>
        <Button look="main" onPress={onPrint} testid="print-now">{m.record_print_now()}</Button>
        <Button onPress={onBack}>{m.record_back()}</Button>
      </div>
      {rooms.map(({ room, name, sessions }) => (
        <article key={room} className={css['room']}>
          <h1 className="h1">{m.record_title({ client: name })}</h1>
          <p className="small dim">{m.record_printed_on({ date: day(now, 0) })}</p>
          {sessions.map((session) => (
            <section key={session.session} className={css['session']}>
              <h2 className="h2 num">{longDay(session.at)} {new Date(session.at).getFullYear()}</h2>
              <Rows reflection={session.reflection} />
            </section>
          ))}
          <p className="small dim">{m.reflection_notice()}</p>
        </article>
      ))}
    </Page>
  )
}
