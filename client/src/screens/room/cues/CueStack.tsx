import { m } from '../../../i18n/messages.ts'
import { useKeys } from '../../../ui/use-keys.ts'
import { useNews } from '../../../ui/use-news.ts'
import { Closed } from './Closed.tsx'
import { CueSlip } from './CueSlip.tsx'
import { NotPrivateGuide } from './NotPrivateGuide.tsx'
import type { useFront } from './use-front.ts'
import type { CueActions, CueView, GuideView } from './view.ts'
import { cueReplies } from './words.ts'
import css from './Cues.module.css'

export interface CueStackProps extends CueActions {
  stack: ReturnType<typeof useFront>
  guide: GuideView | null
  keys: 'on' | 'off'
  /** The side of the face on which the slip hangs, in reading direction. */
  side: 'end' | 'start'
  /** `dot`: while anything is shared. What the cues say is on no screen then, and nothing is said to be. */
  collapsed: 'no' | 'dot'
  onSide?: (() => void) | undefined
  /**
   * Called with every cue that now stands in the page, right after it was put there and before it is painted. Whoever
   * says "on their screen" waits for the next paint first. Cues behind "and 2 more" are not among them.
   */
  onDrawn(facts: readonly string[]): void
}

const look = (front: CueView | null, shapeAlone: boolean) =>
  [css['note'], front?.attention === 'grown' && css['grown'], shapeAlone && css['shape']].filter(Boolean).join(' ')

/** The slips of paper near the lens: the newest open with its replies, others closed beneath, then a number. */
export function CueStack({ stack, guide, keys, side, collapsed, onDrawn, onSee, onReply, onSide }: CueStackProps) {
  const { front, closed, more, bring } = stack
  const isDot = collapsed === 'dot'
  const openGuide = guide?.state === 'open' ? guide : null
  // The open guide stands for a square that was seen.
  const beneath = closed.filter((cue) => !(openGuide && cue.code === 'not_private' && cue.state === 'seen'))
  const drawn = [front, ...beneath].flatMap((cue) => (cue ? [cue.fact] : []))
  const facts = isDot ? '' : drawn.join(' ')
  useNews(facts, () => onDrawn(facts === '' ? [] : facts.split(' ')))

  // The keys belong to the open cue; with a square in front, or none, 1 is the guide's.
  const shape = front === null || front.code === 'not_private'
  const openIt = () => guide?.onOpen()
  const one = () => {
    if (!shape) onSee(front.fact)
    else if (front === null && openGuide) openGuide.onPutAway()
    else openIt()
  }
  const answer = (at: number) => () => {
    const reply = front && cueReplies(front.code)[at]?.reply
    if (reply) onReply?.(front.fact, reply)
  }
  useKeys(keys === 'on' && onSide !== undefined, { m: () => onSide?.() })
  useKeys(keys === 'on' && !isDot && (front !== null || guide !== null), {
    1: one,
    2: answer(0),
    3: answer(1),
  })
  if (isDot)
    return (
      <aside aria-label={m.cue_region()} aria-live="polite">
        {front && (
          <p className={css['dot']} data-side={side} data-cue-dot>
            <span className="hidden-text">{m.cue_dot()}</span>
          </p>
        )}
      </aside>
    )
  const shapeAlone = shape && !openGuide && drawn.length === 1
  return (
    <aside aria-label={m.cue_region()} aria-live="polite">
      {(drawn.length > 0 || openGuide) && (
        <div className={look(front, shapeAlone)} data-scene="note" data-side={side}>
          {front && <CueSlip cue={front} keys={keys} onSee={onSee} onReply={onReply} onGuide={openIt} />}
          {openGuide && (
            <div className={css['under']}>
              <NotPrivateGuide keys={front === null ? keys : 'off'} onPutAway={openGuide.onPutAway} />
            </div>
          )}
          {beneath.length > 0 && (
            <div className={css['closed']}>
              {beneath.map((cue) => (
                <Closed key={cue.fact} cue={cue} onBring={bring} onGuide={openIt} />
              ))}
            </div>
          )}
          {more > 0 && <p className={`num ${css['count']}`}>{m.cue_more({ count: more })}</p>}
        </div>
      )}
    </aside>
  )
}
