import type { Instrument } from '@fermata/shared/questionnaire'
import type { RecordedRoom } from '@fermata/shared/record'
import type { SessionSide } from '@fermata/shared/reflection'
import { number } from '../../i18n/format.ts'
import { fullDay } from '../../i18n/full-day.ts'
import { m } from '../../i18n/messages.ts'
import { Button } from '../../ui/controls/Button.tsx'
import { Page } from '../../ui/page/Page.tsx'
import { OtherRows } from '../closing/others/OtherRows.tsx'
import { ownQuestionOf } from '../closing/own-side/words.ts'
import { Rows } from '../closing/reflection/Rows.tsx'
import { Agreed } from './Agreed.tsx'
import css from './Printed.module.css'

export interface PrintedProps {
  rooms: readonly RecordedRoom[]
  /** What other questionnaires are read with. */
  instruments: readonly Instrument[]
  /** Server time. */
  now: number
  onPrint(): void
  onBack(): void
}

/** Every session that something stands of, oldest first. */
const sessionsOf = ({ sessions, ownSides = [], totals = [] }: RecordedRoom) => {
  const own = new Map<string, SessionSide>(ownSides.map((one) => [one.session, one]))
  const shared = new Map(sessions.map(({ session, reflection }) => [session, reflection]))
  const times = new Map([...totals, ...ownSides, ...sessions].map(({ session, at }) => [session, at]))
  return [...times].sort(([, a], [, b]) => a - b).map(([session, at]) => ({
    session, at, reflection: shared.get(session) ?? null, own: own.get(session)?.side ?? null, totals: totals.filter((one) => one.session === session),
  }))
}

const titleOf = (name: string, instruments: readonly Instrument[]): string =>
  instruments.find(({ questionnaire }) => questionnaire === name)?.title ?? name.split('|')[0] ?? ''

/** The record as it comes out of a printer: each client begins a sheet, no session is torn. */
export function Printed({ rooms, instruments, now, onPrint, onBack }: PrintedProps) {
  return (
    <Page screen="record-printed" layout="own" help="none">
      <div className={css['acts']}>
        <Button look="main" onPress={onPrint} testid="print-now">{m.record_print_now()}</Button>
        <Button onPress={onBack}>{m.record_back()}</Button>
      </div>
      {rooms.map((room) => (
        <article key={room.room} className={css['room']}>
          <h1 className="h1">{m.record_title({ client: room.name })}</h1>
          <p className="small dim">{m.record_printed_on({ date: fullDay(now) })}</p>
          {sessionsOf(room).map(({ session, at, reflection, own, totals }) => (
            <section key={session} className={css['session']}>
              <h2 className="h2 num">{fullDay(at)}</h2>
              {reflection && <Rows reflection={reflection} />}
              {reflection?.more && <OtherRows more={reflection.more} instruments={instruments} />}
              {totals.map(({ questionnaire, total }) => (
                <p key={questionnaire} data-from-paper={questionnaire} dir="auto">{m.paper_one({ title: titleOf(questionnaire, instruments), total: number(total) })}</p>
              ))}
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
