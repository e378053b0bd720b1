import { createPortal } from 'react-dom'
import { m } from '../../../i18n/messages.ts'
import { Video } from '../../../ui/Video.tsx'
import { useNews } from '../../../ui/use-news.ts'
import { CueSlip } from '../cues/CueSlip.tsx'
import type { CueActions, CueView } from '../cues/view.ts'
import css from './InWindow.module.css'

export interface InWindowProps extends CueActions {
  /** The body of the small window. */
  body: HTMLElement
  name: string
  stream: MediaStream | null
  cues: readonly CueView[]
  /** `dot`: while anything is shared. This window may stand on the shared screen, so it says as little as the page. */
  collapsed: 'no' | 'dot'
  /** Called with the cue that now stands in the window, before it is painted. */
  onDrawn(facts: readonly string[]): void
}

/** Face and the newest open cue, in a small window that stays on top. Its own sound is the page's. */
export function InWindow(props: InWindowProps) {
  return createPortal(<Inside {...props} />, props.body)
}

/** What stands in it. */
export function Inside({ name, stream, cues, collapsed, onDrawn, onSee, onReply }: Omit<InWindowProps, 'body'>) {
  const open = cues.find(({ state }) => state === 'open') ?? null
  const cue = collapsed === 'no' ? open : null
  const fact = cue?.fact ?? null
  useNews(fact, () => {
    if (fact !== null) onDrawn([fact])
  })
  return (
    <main className={css['window']} data-scene="room" data-screen="small-window" aria-label={name}>
      <Video stream={stream} role="small-video" label={m.room_their_picture({ name })} muted />
      {open && collapsed === 'dot' && (
        <p className={css['dot']} data-cue-dot>
          <span className="hidden-text">{m.cue_dot()}</span>
        </p>
      )}
      {cue && (
        <div className={css['note']} data-scene="note">
          <CueSlip cue={cue} keys="off" onSee={onSee} onReply={onReply} onGuide={() => onSee(cue.fact)} />
        </div>
      )}
    </main>
  )
}
