import { m } from '../../../i18n/messages.ts'
import { CueGlyph } from '../../../ui/mark/CueGlyph.tsx'
import { useKeys } from '../../../ui/use-keys.ts'
import { useNews } from '../../../ui/use-news.ts'
import cues from '../cues/Cues.module.css'
import { Key } from '../cues/Key.tsx'
import { cueWord } from '../cues/words.ts'
import type { PracticeView } from './view.ts'
import css from './SetUp.module.css'

/** A practice press on the therapist's page: where a cue would be, and marked as practice. It gives way to any cue. */
export function Practice({ view, keys, side }: { view: PracticeView; keys: 'on' | 'off'; side: 'end' | 'start' }) {
  const { fact, code, onDrawn, onSee } = view
  useNews(fact, () => {
    if (fact) onDrawn()
  })
  useKeys(keys === 'on', { 1: onSee })
  return (
    <aside aria-label={m.practice_title()} aria-live="polite">
      <div className={cues['note']} data-scene="note" data-side={side} data-practice={code}>
        <div className={cues['cue']}>
          <CueGlyph code={code} size={30} />
          <span className={code === 'not_private' ? 'hidden-text' : undefined}>{cueWord({ code })}</span>
          <span className={css['tag']}>{m.practice_tag()}</span>
        </div>
        <div className={cues['replies']}>
          <button type="button" onClick={onSee}>
            {keys === 'on' && <Key digit="1" />}
            {m.cue_see()}
          </button>
        </div>
      </div>
    </aside>
  )
}
