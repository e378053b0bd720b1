import { m } from '../../../i18n/messages.ts'
import { Button } from '../../../ui/controls/Button.tsx'
import { Live } from '../../../ui/Live.tsx'
import { Mark } from '../../../ui/mark/Mark.tsx'
import { WhileGone } from '../stage/WhileGone.tsx'
import type { FinishAsked, Keep, TherapistPauseView } from './view.ts'
import css from './TherapistPause.module.css'

const KEEPS: Record<Keep, () => string> = {
  see: m.paused_keep_see,
  seeAndHear: m.paused_keep_see_and_hear,
  neither: m.paused_keep_neither,
}

function finishWords(finish: FinishAsked, name: string): string | null {
  if (finish === 'sent') return m.paused_offer_sent()
  if (finish === 'yes') return m.paused_offer_yes({ name })
  return finish === 'notYet' ? m.paused_offer_not_yet({ name }) : null
}

/** In the place of the picture while the client pauses: what they keep, and the few things that can be said. */
export function TherapistPause({ pause, name }: { pause: TherapistPauseView; name: string }) {
  const { keep, connection, imHere, finish, whenGone } = pause
  const answer = finishWords(finish, name)
  return (
    <div className={css['paused']} data-notice="paused" data-keep={keep} data-finish={finish}>
      <div className={css['words']}>
        <span className={css['mark']}>
          <Mark width={96} light="lit" />
        </span>
        <Live className={css['say']}>
          <h2 className="h1">{m.paused_title()}</h2>
          <p>{KEEPS[keep]()}</p>
        </Live>
        <p className="dim">
          {m.paused_you({ name })} {keep === 'neither' ? m.paused_stay_near() : m.paused_stay()}
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
