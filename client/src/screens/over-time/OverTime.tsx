import { useMemo, useState } from 'react'
import type { Trend } from '@fermata/shared/reflection'
import { fullDay } from '../../i18n/full-day.ts'
import { m } from '../../i18n/messages.ts'
import { Button } from '../../ui/controls/Button.tsx'
import { Select } from '../../ui/controls/Select.tsx'
import { Page } from '../../ui/page/Page.tsx'
import { Icon } from '../../ui/icons/icons.tsx'
import { Segments } from '../../ui/segments/Segments.tsx'
import { AskAbout } from './prompts/AskAbout.tsx'
import { Lines } from './lines/Lines.tsx'
import { Sessions } from './Sessions.tsx'
import { Table } from './table/Table.tsx'
import { OwnLegend } from './own/OwnLegend.tsx'
import { NO_SIDES, type PastView, type Whose } from './view.ts'
import { leadOf, OURS, type Wording, wordingOf } from './words.ts'
import css from './OverTime.module.css'

const VIEWS = ['lines', 'table', 'sessions'] as const
type View = (typeof VIEWS)[number]
const NAMES: Record<View, () => string> = { lines: m.over_time_lines, table: m.over_time_table, sessions: m.over_time_sessions }

export interface OverTimeProps {
  whose: Whose
  past: PastView
  onPrint(): void
  /** Saves the rows as a picture. */
  onPicture(trend: Trend, wording: Wording): void
  onBack(): void
  /** More below, where the page belongs to a device that may keep it. */
  children?: React.ReactNode
}

function Empty({ seat }: { seat: Whose['seat'] }) {
  return seat === 'client' ? <p className="lead">{m.over_time_own_none()}</p> : (
    <>
      <p className="lead">{m.reflections_none()}</p>
      <p className="small dim">{m.reflections_none_lead()}</p>
    </>
  )
}

interface HereProps extends Pick<OverTimeProps, 'whose' | 'onPrint' | 'onPicture'> {
  past: Extract<PastView, { state: 'here' }>
  view: View
  /** The rows that are looked at, ours or another questionnaire's, and how they are named. */
  trend: Trend
  wording: Wording
}

function Here({ whose, past: { reflections, instruments, trend: ours }, view, trend, wording, onPrint, onPicture }: HereProps) {
  if (reflections.length === 0) return <Empty seat={whose.seat} />
  const sides = whose.seat === 'therapist' && wording === OURS ? whose.own.sides : NO_SIDES
  const isNothingShared = reflections.every(({ state }) => state === 'nothing')
  const isDrawn = view !== 'sessions' && trend.sessions.length > 0
  const isBroken = trend.rows.some(({ lines }) => lines.length > 1)
  const acts = (
    <div className={css['acts']}>
      <Button size="small" onPress={onPrint}>
        <Icon name="print" size={18} />
        {m.over_time_print()}
      </Button>
      {isDrawn && (
        <Button size="small" onPress={() => onPicture(trend, wording)} testid="picture">
          {m.over_time_picture()}
        </Button>
      )}
    </div>
  )
  return (
    <>
      {isNothingShared && wording === OURS && <Empty seat={whose.seat} />}
      {whose.seat === 'therapist' && whose.prompt !== null && <AskAbout prompt={whose.prompt.about} next={whose.prompt.next} />}
      {/* A list of years is long: what can be done with it stands before it, and not at its end. */}
      {view === 'sessions' && acts}
      {view === 'sessions' && <Sessions reflections={reflections} whose={whose} instruments={instruments} />}
      {view === 'lines' && <Lines trend={trend} sides={sides} wording={wording} />}
      {view === 'table' && <Table trend={trend} sides={sides} wording={wording} />}
      {isDrawn && (
        <div className={css['legend']}>
          <p>
            {whose.seat === 'therapist' ? m.over_time_legend({ client: whose.client }) : m.over_time_own_legend()}
            {isBroken && ` ${m.over_time_breaks()}`}
          </p>
          <p>{whose.seat === 'client' ? m.over_time_own_legend_same() : (wording.answered === 'paper' ? m.paper_legend : m.over_time_legend_same)({ client: whose.client })}</p>
        </div>
      )}
      {isDrawn && whose.seat === 'therapist' && <OwnLegend client={whose.client} trend={ours} sides={sides} />}
      {view !== 'sessions' && acts}
    </>
  )
}

const isUnanswered = ({ rows }: Trend): boolean => rows.every(({ lines }) => lines.every(({ points }) => points.length === 0))

/** Without a page around it: as it lies in a dialog of the room. */
export function OverTimeBody({ whose, past, onPrint, onPicture, children }: Omit<OverTimeProps, 'onBack'>) {
  const [choice, setChoice] = useState<string | null>(null)
  const others = past.state === 'here' ? past.others : []
  // Where our own questions were never answered, the page begins with those that were.
  const asked = choice ?? (past.state === 'here' && isUnanswered(past.trend) ? (others[0]?.instrument.questionnaire ?? '') : '')
  const other = others.find(({ instrument }) => instrument.questionnaire === asked)
  const trend = other?.trend ?? (past.state === 'here' ? past.trend : null)
  const wording = useMemo(() => (other === undefined ? OURS : wordingOf(other.instrument)), [other])
  const count = trend?.sessions.length ?? 0
  const [first, last] = [trend?.sessions[0]?.at, trend?.sessions.at(-1)?.at]
  const [chosen, setChosen] = useState<View | null>(null)
  // A line of one answer says nothing that the answer does not say better.
  const view = chosen ?? (count < 2 ? 'sessions' : 'lines')
  return (
    <div className={css['body']} data-past={past.state}>
      {past.state === 'here' && past.reflections.length > 0 && (
        <div className={css['head']}>
          {count > 0 && <p className="small dim">{leadOf(whose, wording, count)}</p>}
          {first !== undefined && last !== undefined && <p className={`small dim ${css['printed']}`}>{m.over_time_printed({ first: fullDay(first), last: fullDay(last) })}</p>}
          <div className={css['views']}>
            {others.length > 0 && (
              <Select
                name={m.over_time_questions()}
                options={[{ id: '', label: m.questions_choice_ours() }, ...others.map(({ instrument }) => ({ id: instrument.questionnaire, label: instrument.title }))]}
                value={asked}
                empty={m.questions_choice_ours()}
                onChange={setChoice}
              />
            )}
            <Segments label={m.over_time_view()} options={VIEWS.map((value) => ({ value, label: NAMES[value]() }))} value={view} onChange={(next) => setChosen(next)} />
          </div>
        </div>
      )}
      {past.state === 'loading' && <p className="dim">{m.reflections_loading()}</p>}
      {past.state === 'unreachable' && <p>{m.reflections_unreachable()}</p>}
      {past.state === 'here' && trend !== null && <Here whose={whose} past={past} view={view} trend={trend} wording={wording} onPrint={onPrint} onPicture={onPicture} />}
      {children}
      <p className="small faint" dir="auto">{other === undefined ? m.reflection_notice() : other.instrument.copyright}</p>
    </div>
  )
}

/** How it has been: this client's own rows over time, as lines, as a table, and session by session. No total, nobody else. */
export function OverTime({ onBack, ...body }: OverTimeProps) {
  const { whose, past } = body
  return (
    <Page
      screen="reflections"
      state={past.state}
      layout="own"
      nav={
        <Button look="link" onPress={onBack}>
          {m.reflections_back()}
        </Button>
      }
    >
      <h1 className="h1">{whose.seat === 'therapist' ? m.reflections_title({ client: whose.client }) : m.over_time_own_title()}</h1>
      <OverTimeBody {...body} />
    </Page>
  )
}
