import { type Answers, ITEMS } from '@fermata/shared/reflection'
import { longDay } from '../../../i18n/format.ts'
import { m } from '../../../i18n/messages.ts'
import { Button } from '../../../ui/controls/Button.tsx'
import { Rows } from '../../closing/reflection/Rows.tsx'
import { ownQuestionOf } from '../../closing/own-side/words.ts'
import type { OwnBeside } from '../view.ts'
import { Apart } from './Apart.tsx'
import css from './Own.module.css'

interface OwnSessionProps {
  id: string
  at: number
  client: string
  /** The client's answers; `null`: none can be read. */
  theirs: Answers | null
  own: OwnBeside
}

/** The therapist's own side of one session, beside the client's; or the way to it. */
export function OwnSession({ id, at, client, theirs, own }: OwnSessionProps) {
  const kept = own.sides.get(id)
  const act = kept === undefined ? m.own_side_session_write() : m.own_side_session_change()
  const open = (
    <Button size="small" onPress={() => own.onOpen(id)} name={m.own_side_session_named({ act, date: longDay(at) })}>
      {act}
    </Button>
  )
  if (kept === undefined) return <div className={css['open']}>{open}</div>
  const answered = ITEMS.some((item) => kept.side.answers[item] !== null)
  return (
    <div className={css['own']} data-own-side={kept.saving}>
      <h3 className={css['title']}>{m.own_side_heading()}</h3>
      {kept.saving === 'notYet' && <p className="small">{m.own_side_waits()}</p>}
      {answered ? <Rows reflection={kept.side} questionOf={ownQuestionOf} /> : <p className={css['note']} dir="auto" translate="no" data-said="">{kept.side.words}</p>}
      {theirs && <Apart client={client} theirs={theirs} own={kept.side} />}
      <div>{open}</div>
    </div>
  )
}
