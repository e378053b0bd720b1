import { useLayoutEffect } from 'react'
import { m } from '../../../i18n/messages.ts'
import { CueGlyph } from '../../../ui/mark/CueGlyph.tsx'
import { useKeys } from '../../../ui/use-keys.ts'
import { CueSlip } from './CueSlip.tsx'
import type { useFront } from './use-front.ts'
import { cueReply, cueWord, type CueActions, type CueView } from './view.ts'
import css from './Cues.module.css'

export interface CueStackProps extends CueActions {
  stack: ReturnType<typeof useFront>
  keys: 'on' | 'off'
  /**
   * Called with every cue that now stands in the page, right after it was put there and before it is painted. Whoever
   * says "on their screen" waits for the next paint first. Cues behind "and 2 more" are not among them.
   */
  onDrawn(facts: readonly string[]): void
}

function Closed({ cue, bring }: { cue: CueView; bring(fact: string): void }) {
  const inside = (
    <>
      <CueGlyph code={cue.code} size={24} />
      <span className={cue.code === 'not_private' ? 'hidden-text' : css['word']}>{cueWord(cue.code)}</span>
    </>
  )
  const found = { 'data-cue': cue.code, 'data-fact': cue.fact, 'data-state': cue.state }
  if (cue.state === 'seen')
    return (
      <p {...found}>
        {inside}
        <span className={css['tick']}>{m.cue_see()}</span>
      </p>
    )
  return (
    <button type="button" {...found} onClick={() => bring(cue.fact)}>
      {inside}
    </button>
  )
}

const look = (front: CueView | null) =>
  [css['note'], front?.attention === 'grown' && css['grown'], front?.code === 'not_private' && css['shape']]
    .filter(Boolean)
    .join(' ')

/** The slips of paper near the lens: the newest open with its replies, others closed beneath, then a number. */
export function CueStack({ stack, keys, onDrawn, onSee, onReply }: CueStackProps) {
  const { front, closed, more, bring } = stack
  const drawn = [front, ...closed].flatMap((cue) => (cue ? [cue.fact] : []))
  const facts = drawn.join(' ')
  useLayoutEffect(() => {
    if (facts) onDrawn(facts.split(' '))
    // Only a change of what stands there is news; a new function is not.
    // oxlint-disable-next-line react/exhaustive-deps
  }, [facts])

  useKeys(keys === 'on' && front !== null, {
    1: () => front && onSee(front.fact),
    2: () => front && cueReply(front.code) !== null && onReply?.(front.fact),
  })
  return (
    <aside aria-label={m.cue_region()} aria-live="polite">
      {drawn.length > 0 && (
        <div className={look(front)} data-scene="note">
          {front && <CueSlip cue={front} keys={keys} onSee={onSee} onReply={onReply} />}
          {closed.length > 0 && (
            <div className={css['closed']}>
              {closed.map((cue) => (
                <Closed key={cue.fact} cue={cue} bring={bring} />
              ))}
            </div>
          )}
          {more > 0 && <p className={`num ${css['count']}`}>{m.cue_more({ count: more })}</p>}
        </div>
      )}
    </aside>
  )
}
