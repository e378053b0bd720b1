import { m } from '../../../i18n/messages.ts'
import { CueGlyph } from '../../../ui/mark/CueGlyph.tsx'
import { Key } from './Key.tsx'
import css from './Guide.module.css'

export interface NotPrivateGuideProps {
  /** The digit that puts it away, while no other cue has the keys. */
  keys: 'on' | 'off'
  onPutAway(): void
}

/**
 * What the therapist can do, spoken aloud, while the client cannot talk freely. Nothing of it goes to the client's
 * screen, and every sentence in it may be overheard.
 */
export function NotPrivateGuide({ keys, onPutAway }: NotPrivateGuideProps) {
  const steps = [
    { what: m.guide_yes_no(), words: m.guide_yes_no_words() },
    { what: m.guide_safe(), words: m.guide_safe_words() },
    { what: m.guide_cover(), words: m.guide_cover_words() },
  ]
  return (
    <section className={css['guide']} data-guide="not_private" aria-label={m.guide_only_you()}>
      <div className={css['head']}>
        <CueGlyph code="not_private" size={30} />
        <span className={css['only']}>{m.guide_only_you()}</span>
        <button type="button" className={css['away']} onClick={onPutAway}>
          {keys === 'on' ? <Key digit="1" /> : <span aria-hidden="true">×</span>}
          <span className="hidden-text">{m.guide_put_away()}</span>
        </button>
      </div>
      <p className={css['first']}>{m.guide_first()}</p>
      <ul>
        {steps.map(({ what, words }) => (
          <li key={what}>
            <p>{what}</p>
            <p className={css['words']}>{words}</p>
          </li>
        ))}
      </ul>
    </section>
  )
}
