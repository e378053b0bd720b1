import { m } from '../../../i18n/messages.ts'
import { CueGlyph } from '../../../ui/mark/CueGlyph.tsx'
import { Key } from './Key.tsx'
import type { CueActions, CueView } from './view.ts'
import { cueAge, cueReplies, cueTimes, cueWord } from './words.ts'
import css from './Cues.module.css'

export interface CueSlipProps extends CueActions {
  cue: CueView
  keys: 'on' | 'off'
  /** Opens the guide for "I can't talk freely". */
  onGuide(): void
}

/** The open cue of "I can't talk freely": a square and a key, no word. The key opens the guide. */
function Shape({ cue, keys, onGuide }: Pick<CueSlipProps, 'cue' | 'keys' | 'onGuide'>) {
  return (
    <div className={css['cue']} data-cue={cue.code} data-fact={cue.fact} data-state={cue.state}>
      <CueGlyph code={cue.code} size={cue.attention === 'grown' ? 44 : 30} />
      <span className="hidden-text">{cueWord(cue)}</span>
      <button type="button" className={css['see']} onClick={onGuide}>
        {keys === 'on' ? <Key digit="1" /> : <CueGlyph code="ok" size={20} />}
        <span className="hidden-text">{m.guide_open()}</span>
      </button>
    </div>
  )
}

/** The cue that lies open: shape, word, and what can be answered. Whole on its first frame. */
export function CueSlip({ cue, keys, onSee, onReply, onGuide }: CueSlipProps) {
  if (cue.code === 'not_private') return <Shape cue={cue} keys={keys} onGuide={onGuide} />
  const times = cueTimes(cue)
  return (
    <>
      <div className={css['cue']} data-cue={cue.code} data-fact={cue.fact} data-state={cue.state} data-times={cue.times}>
        <CueGlyph code={cue.code} size={cue.attention === 'grown' ? 36 : 30} />
        <span>{cueWord(cue)}</span>
        {times && <span className={`num ${css['times']}`}>{times}</span>}
        {cue.age !== null && <span className={`num ${css['ago']}`}>{cueAge(cue.age)}</span>}
      </div>
      <div className={css['replies']}>
        <button type="button" onClick={() => onSee(cue.fact)}>
          {keys === 'on' && <Key digit="1" />}
          {m.cue_see()}
        </button>
        {onReply &&
          cueReplies(cue.code).map(({ reply, words }, index) => (
            <button key={reply} type="button" data-reply={reply} onClick={() => onReply(cue.fact, reply)}>
              {keys === 'on' && <Key digit={String(index + 2)} />}
              {words}
            </button>
          ))}
      </div>
    </>
  )
}
