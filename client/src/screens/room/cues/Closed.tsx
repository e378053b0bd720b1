import { m } from '../../../i18n/messages.ts'
import { CueGlyph } from '../../../ui/mark/CueGlyph.tsx'
import type { CueView } from './view.ts'
import { cueTimes, cueWord } from './words.ts'
import css from './Cues.module.css'

export interface ClosedProps {
  cue: CueView
  onBring(fact: string): void
  /** A square that was seen opens the guide again. */
  onGuide(): void
}

/** A cue that lies closed beneath the open one: glyph and word. A press brings it to the front. */
export function Closed({ cue, onBring, onGuide }: ClosedProps) {
  const shape = cue.code === 'not_private'
  const times = cueTimes(cue)
  const inside = (
    <>
      <CueGlyph code={cue.code} size={24} />
      <span className={shape ? 'hidden-text' : css['word']}>{cueWord(cue)}</span>
      {times && <span className={`num ${css['times']}`}>{times}</span>}
    </>
  )
  const found = { 'data-cue': cue.code, 'data-fact': cue.fact, 'data-state': cue.state }
  if (cue.state === 'open')
    return (
      <button type="button" {...found} onClick={() => onBring(cue.fact)}>
        {inside}
      </button>
    )
  if (shape)
    return (
      <button type="button" {...found} onClick={onGuide}>
        {inside}
        <span className="hidden-text">{m.guide_open()}</span>
      </button>
    )
  return (
    <p {...found}>
      {inside}
      <span className={css['tick']}>{m.cue_see()}</span>
    </p>
  )
}
