import { m } from '../../../i18n/messages.ts'
import { cueReply, type CueActions, type CueView } from './view.ts'
import css from './Cues.module.css'

/** On phones the answers to the open cue lie under the thumb; elsewhere they lie on the slip. */
export function ThumbReplies({ cue, onSee, onReply }: { cue: CueView } & CueActions) {
  const reply = onReply && cueReply(cue.code)
  return (
    <div className={css['thumb']}>
      <button type="button" onClick={() => onSee(cue.fact)}>
        {m.cue_see()}
      </button>
      {reply && (
        <button type="button" onClick={() => onReply(cue.fact)}>
          {reply}
        </button>
      )}
    </div>
  )
}
