import { useState } from 'react'
import { m } from '../../../i18n/messages.ts'
import { Button } from '../../../ui/controls/Button.tsx'
import { Mark } from '../../../ui/mark/Mark.tsx'
import { HelpDialog } from '../../../ui/page/HelpDialog.tsx'
import { QuietLeaveHere } from '../band/QuietLeaveHere.tsx'
import { LeaveConfirm } from '../band/LeaveConfirm.tsx'
import { Aids, AidWords } from '../dialogs/later.ts'
import type { Aid } from './Aids.tsx'
import { ComingBack } from './ComingBack.tsx'
import { Face } from './Face.tsx'
import { Paused } from './Paused.tsx'
import type { ClientPauseProps } from './view.ts'
import css from './ClientPause.module.css'

/** The client's pause: the therapist's face if they keep it, few words, and "Come back" always within reach. */
export function ClientPause(props: ClientPauseProps) {
  const { therapist, keep, told, step } = props
  const [aid, setAid] = useState<Aid | null>(null)
  const [dialog, setDialog] = useState<'none' | 'leave' | 'help'>('none')
  const close = () => setDialog('none')
  const dark = keep === 'neither'
  return (
    <main
      className={dark ? `${css['pause']} ${css['dark']}` : css['pause']}
      data-screen="client-pause"
      data-keep={keep}
      data-told={told}
      data-step={step}
      data-scene="room"
    >
      {!dark && <Face remote={props.remote} name={therapist} speaker={props.devices.speaker.chosen} heard={keep === 'seeAndHear'} />}
      <div className={css['side']}>
        {dark && step === 'paused' && !aid && (
          <span className={css['mark']}>
            <Mark width={96} light="lit" />
          </span>
        )}
        {step === 'comingBack' ? (
          <ComingBack {...props} />
        ) : (
          <>
            {aid ? (
              <AidWords aid={aid} stillPausing={props.stillPausing} />
            ) : (
              <Paused {...props} aids={<Aids onChoose={setAid} />} />
            )}
            <div className={css['acts']}>
              <Button look="main" onPress={props.onReturn} testid="come-back">
                {m.pause_back()}
              </Button>
              {aid && (
                <Button onPress={() => setAid(null)} name={aid === 'breath' ? m.pause_aid_breath_stop() : undefined} testid="aid-stop">
                  {m.pause_aid_stop()}
                </Button>
              )}
              <Button look="bare" onPress={() => setDialog('leave')} testid="pause-leave">
                {m.room_leave()}
              </Button>
              <Button look="bare" onPress={() => setDialog('help')}>
                {m.common_help()}
              </Button>
              <QuietLeaveHere />
            </div>
          </>
        )}
      </div>
      {dialog === 'help' && <HelpDialog onClose={close} scene="room" />}
      {dialog === 'leave' && <LeaveConfirm onLeave={props.onLeave} onStay={close} />}
    </main>
  )
}
