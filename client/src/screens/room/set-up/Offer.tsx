import { m } from '../../../i18n/messages.ts'
import { Button } from '../../../ui/controls/Button.tsx'
import { usualWord } from '../signals/words.ts'
import aside from '../stage/Aside.module.css'
import css from './SetUp.module.css'
import type { OfferView } from './view.ts'

const WORDS = {
  pause: { title: m.offer_pause_title, yes: m.offer_pause_yes, no: m.offer_pause_no },
  signals: { title: m.offer_signals_title, yes: m.offer_signals_yes, no: m.offer_signals_no },
  lookBack: { title: m.offer_look_back_title, yes: m.offer_look_back_yes, no: m.offer_look_back_no },
  words: { title: m.offer_words_title, yes: m.offer_words_take, no: m.offer_words_leave },
}

/** The client's side: something the therapist asks. It can also be left standing. */
export function Offer({ view }: { view: OfferView }) {
  const words = WORDS[view.offer]
  return (
    <section className={aside['aside']} aria-live="polite" data-notice="offer" data-offer={view.offer}>
      <h2 className={aside['title']}>{words.title()}</h2>
      {view.offer === 'words' && (
        <ul className={css['changes']}>
          {view.suggestion.names.map(({ code, word }) => (
            <li key={code}>{m.offer_words_name({ usual: usualWord(code), word })}</li>
          ))}
          {view.suggestion.hidden.map((code) => (
            <li key={code}>{m.offer_words_hide({ usual: usualWord(code) })}</li>
          ))}
        </ul>
      )}
      <div className={aside['acts']}>
        <Button size="small" onPress={view.onYes} testid="offer-yes">
          {words.yes()}
        </Button>
        <Button size="small" onPress={view.onNo} testid="offer-no">
          {words.no()}
        </Button>
      </div>
    </section>
  )
}
