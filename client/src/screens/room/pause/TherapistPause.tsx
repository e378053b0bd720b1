import { m } from '../../../i18n/messages.ts'
import { Button } from '../../../ui/controls/Button.tsx'
import { Live } from '../../../ui/Live.tsx'
import { Mark } from '../../../ui/mark/Mark.tsx'
import { WhileGone } from '../stage/WhileGone.tsx'
import { isSeen, type Reach } from '../reach.ts'
import type { FinishAsked, TherapistPauseView } from './view.ts'
import css from './TherapistPause.module.css'

const REACHES: Record<Reach, () => string> = {
  seen: m.paused_seen,
  heard: m.paused_heard,
  seenAndHeard: m.paused_seen_and_heard,
  neither: m.paused_neither,
}

function finishWords(finish: FinishAsked, name: string): string | null {
  if (finish === 'sent') return m.paused_offer_sent()
  if (finish === 'yes') return m.paused_offer_yes({ name })
  return finish === 'notYet' ? m.paused_offer_not_yet({ name }) : null
}

/** In the place of the picture while the client pauses: what they keep, and the few things that can be said. */
export function TherapistPause({ pause, name }: { pause: TherapistPauseView; name: string }) {
  const { keep, reach, connection, imHere, finish, whenGone } = pause
  const answer = finishWords(finish, name)
  return (
    <div className={css['paused']} data-notice="paused" data-keep={keep} data-reach={reach} data-finish={finish}>
      <div className={css['words']}>
        <span className={css['mark']}>
          <Mark width={96} light="lit" />
        </span>
        <Live className={css['say']}>
          <h2 className="h1">{m.paused_title()}</h2>
          <p>{REACHES[reach]()}</p>
        </Live>
        <p className="dim">
          {m.paused_you({ name })} {isSeen(reach) ? m.paused_stay() : m.paused_stay_near()}
        </p>
        <Live>
          {connection === 'lost' && (
            <div className={css['lost']} data-connection="lost">
              <p className="strong">{m.paused_lost()}</p>
              <p className="small dim">{m.paused_lost_lead()}</p>
            </div>
          )}
        </Live>
        <Live className={css['sent']}>
          {imHere === 'sent' && <p data-said="imHere">{m.paused_im_here_sent()}</p>}
          {answer && <p data-answer={finish}>{answer}</p>}
        </Live>
        <div className={css['acts']}>
          {imHere === 'ready' && (
            <Button onPress={pause.onImHere} testid="im-here">
              {m.paused_im_here()}
            </Button>
          )}
          {finish === 'ready' && (
            <Button onPress={pause.onOfferFinish} testid="offer-finish">
              {m.paused_offer()}
            </Button>
          )}
        </div>
        {whenGone && <WhileGone {...whenGone} name={name} />}
      </div>
    </div>
  )
}
