import { m } from '../../../i18n/messages.ts'
import { Icon } from '../../../ui/icons/icons.tsx'
import { Heading } from './Heading.tsx'
import css from './Aids.module.css'

export type Aid = 'quiet' | 'look' | 'feet' | 'breath'

/** Those that turn outwards come first. None starts by itself. */
const AIDS: Record<Aid, { name(): string; words(): string }> = {
  quiet: { name: m.pause_aid_quiet, words: m.pause_aid_quiet_words },
  look: { name: m.pause_aid_look, words: m.pause_aid_look_words },
  feet: { name: m.pause_aid_feet, words: m.pause_aid_feet_words },
  breath: { name: m.pause_aid_breath, words: m.pause_aid_breath_words },
}
const ORDER = ['quiet', 'look', 'feet', 'breath'] as const

/** Four things that may help, to be chosen or left. */
export function Aids({ onChoose }: { onChoose(aid: Aid): void }) {
  return (
    <section className={css['aids']} aria-labelledby="pause-aids">
      <h2 id="pause-aids" className={`small ${css['legend']}`}>
        {m.pause_aids()}
      </h2>
      <ul className={css['list']}>
        {ORDER.map((aid) => (
          <li key={aid}>
            <button type="button" className={css['aid']} data-aid={aid} onClick={() => onChoose(aid)}>
              <span>{AIDS[aid].name()}</span>
              <span className={css['arrow']}>
                <Icon name="next" size={20} />
              </span>
            </button>
          </li>
        ))}
      </ul>
    </section>
  )
}

/** Ten seconds in and out without a hold: the arc of the mark opens and comes down. Still under reduced motion. */
function Breath() {
  return (
    <svg className={css['breath']} viewBox="0 0 300 186" fill="none" stroke="currentColor" strokeLinecap="round" aria-hidden="true">
      <path d="M34 160a116 116 0 0 1 232 0" strokeWidth="1.5" opacity=".5" />
      <path d="M10 160a140 140 0 0 1 280 0" strokeWidth="1" opacity=".28" />
      <path className={css['arc']} d="M60 160a90 90 0 0 1 180 0" strokeWidth="5" />
      <circle cx="150" cy="152" r="11" fill="currentColor" stroke="none" />
    </svg>
  )
}

export interface AidWordsProps {
  aid: Aid
  stillPausing: boolean
}

/** One aid, by itself, until it is stopped. */
export function AidWords({ aid, stillPausing }: AidWordsProps) {
  const breath = aid === 'breath'
  return (
    <section className={css['one']} data-aid={aid}>
      <Heading look="small">{AIDS[aid].name()}</Heading>
      {stillPausing && <p className="small dim">{m.pause_still()}</p>}
      {breath && <Breath />}
      <div className={css['words']}>
        <p className={breath ? `h2 ${css['moving']}` : 'h2'}>{AIDS[aid].words()}</p>
        {breath && <p className={`h2 ${css['still']}`}>{m.pause_aid_breath_still()}</p>}
        {breath && <p className="small dim">{m.pause_aid_breath_free()}</p>}
      </div>
    </section>
  )
}
