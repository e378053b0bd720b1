import type { Past as PastSignal } from '@fermata/shared/check-in'
import { timeOfDay } from '../../../i18n/format.ts'
import { m } from '../../../i18n/messages.ts'
import { CueGlyph } from '../../../ui/mark/CueGlyph.tsx'
import { cueWord } from '../cues/words.ts'
import css from './SetUp.module.css'

const STATES: Record<PastSignal['state'], () => string> = { open: m.pair_open, seen: m.cue_see, cleared: m.pair_cleared }

/** What was signalled in this session, newest first, with the time of day. */
export function Past({ past }: { past: readonly PastSignal[] }) {
  return (
    <section className={css['part']} aria-label={m.pair_past()} data-testid="past">
      <h3>{m.pair_past()}</h3>
      {past.length === 0 ? (
        <p className="small dim">{m.pair_past_none()}</p>
      ) : (
        <ul className={css['past']}>
          {past.map(({ fact, code, said, state }) => (
            <li key={fact} data-past={code}>
              <span className={`num ${css['at']}`}>{timeOfDay(said)}</span>
              <CueGlyph code={code} size={20} />
              <span>{cueWord({ code })}</span>
              <span className={css['state']} data-state={state}>
                {STATES[state]()}
              </span>
            </li>
          ))}
        </ul>
      )}
      <p className="small dim">{m.pair_past_lead()}</p>
    </section>
  )
}
