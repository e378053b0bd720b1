import { m } from '../../../i18n/messages.ts'
import { CueGlyph } from '../../../ui/mark/CueGlyph.tsx'
import { NotPrivateGuide } from './NotPrivateGuide.tsx'
import type { CueActions, CueView, GuideView } from './view.ts'
import { cueReplies } from './words.ts'
import css from './Cues.module.css'

export interface ThumbRepliesProps extends CueActions {
  cue: CueView | null
  guide: GuideView | null
}

/** On phones the answers to the open cue, and the guide, lie under the thumb; elsewhere they lie on the slip. */
export function ThumbReplies({ cue, guide, onSee, onReply }: ThumbRepliesProps) {
  const shape = cue === null || cue.code === 'not_private'
  if (guide?.state === 'open' && cue === null)
    return (
      <div className={`${css['thumb']} ${css['sheet']}`} data-scene="note">
        <NotPrivateGuide keys="off" onPutAway={guide.onPutAway} />
      </div>
    )
  if (shape)
    return (
      guide && (
        <div className={css['thumb']}>
          <button type="button" className={css['square']} onClick={guide.onOpen}>
            <CueGlyph code="not_private" size={26} />
            <span className="hidden-text">{m.guide_open()}</span>
          </button>
        </div>
      )
    )
  return (
    <div className={css['thumb']}>
      <button type="button" onClick={() => onSee(cue.fact)}>
        {m.cue_see()}
      </button>
      {onReply &&
        cueReplies(cue.code).map(({ reply, words }) => (
          <button key={reply} type="button" data-reply={reply} onClick={() => onReply(cue.fact, reply)}>
            {words}
          </button>
        ))}
    </div>
  )
}
