import { m } from '../../../i18n/messages.ts'
import { CueGlyph } from '../../../ui/mark/CueGlyph.tsx'
import { cueAge, cueReply, cueWord, type CueActions, type CueView } from './view.ts'
import css from './Cues.module.css'

const Key = ({ digit }: { digit: string }) => (
  <kbd className={css['key']} aria-hidden="true">
    {digit}
  </kbd>
)

/** The open cue of "I can't talk freely": a square and a key. No word, no menu. */
function Shape({ cue, keys, onSee }: { cue: CueView; keys: 'on' | 'off' } & CueActions) {
  return (
    <div className={css['cue']} data-cue={cue.code} data-fact={cue.fact} data-state={cue.state}>
      <CueGlyph code={cue.code} size={cue.attention === 'grown' ? 44 : 30} />
      <span className="hidden-text">{cueWord(cue.code)}</span>
      <button type="button" className={css['see']} onClick={() => onSee(cue.fact)}>
        {keys === 'on' ? <Key digit="1" /> : <CueGlyph code="ok" size={20} />}
        <span className="hidden-text">{m.cue_see()}</span>
      </button>
    </div>
  )
}

export interface CueSlipProps extends CueActions {
  cue: CueView
  keys: 'on' | 'off'
}

/** The cue that lies open: shape, word, and what can be answered. Whole on its first frame. */
export function CueSlip({ cue, keys, onSee, onReply }: CueSlipProps) {
  if (cue.code === 'not_private') return <Shape cue={cue} keys={keys} onSee={onSee} />
  const reply = onReply && cueReply(cue.code)
  return (
    <>
      <div className={css['cue']} data-cue={cue.code} data-fact={cue.fact} data-state={cue.state}>
        <CueGlyph code={cue.code} size={cue.attention === 'grown' ? 36 : 30} />
        <span>{cueWord(cue.code)}</span>
        {cue.age !== null && <span className={`num ${css['ago']}`}>{cueAge(cue.age)}</span>}
      </div>
      <div className={css['replies']}>
        <button type="button" onClick={() => onSee(cue.fact)}>
          {keys === 'on' && <Key digit="1" />}
          {m.cue_see()}
        </button>
        {reply && (
          <button type="button" onClick={() => onReply(cue.fact)}>
            {keys === 'on' && <Key digit="2" />}
            {reply}
          </button>
        )}
      </div>
    </>
  )
}
