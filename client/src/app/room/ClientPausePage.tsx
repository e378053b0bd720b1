import { useState } from 'react'
import { CONFIRM_WITHIN, reachedOf } from '@fermata/shared/check-in'
import type { Millis } from '@fermata/shared/clock'
import type { PauseNow } from '@fermata/shared/pair'
import type { PauseWord } from '@fermata/shared/protocol'
import type { ClientRoomProps } from '../../screens/room/ClientRoom.tsx'
import { ClientPause } from '../../screens/room/pause/ClientPause.tsx'
import type { PauseTold } from '../../screens/room/pause/view.ts'
import type { Meeting } from '../../session/client/meeting.ts'
import type { Visit } from '../../session/client/visit.ts'
import { useValue } from '../../ui/use-value.ts'
import type { PageParts } from '../parts.ts'
import { isLong } from './pause-times.ts'

interface Props {
  visit: Visit
  meeting: Meeting
  parts: PageParts
  /** The word on the pause, as this tab holds it. */
  word: PauseWord
  room: Pick<ClientRoomProps, 'remote' | 'attendance' | 'link' | 'devices' | 'therapist'>
  now: Millis
}

/** The client pauses: nothing of theirs is sent until their own tap, after a look at themselves. */
export function ClientPausePage({ visit, meeting, parts, word, room, now }: Props) {
  const { media } = parts
  const { correspondence } = meeting.call
  const pair = useValue(meeting.call.pair)
  const journal = useValue(correspondence.journal)
  const preview = useValue(media.picture)
  const [step, setStep] = useState<'paused' | 'comingBack'>('paused')
  const { pause } = pair
  const offer = pause?.offer ?? null
  return (
    <ClientPause
      {...room}
      keep={word.keep}
      onKeep={(keep) => visit.pause.keepOf(keep)}
      told={pause === null ? 'sending' : toldOf(pause, reachedOf(journal, pause.press), now)}
      stillPausing={pause !== null && isLong(now - pause.since)}
      said={pause?.here ? 'imHere' : null}
      offer={offer === null || offer.answer === 'notYet' ? null : offer.answer === 'yes' ? 'agreed' : 'finish'}
      onAnswer={(answer) => offer && void correspondence.say({ k: 'answer', of: offer.fact, answer })}
      step={step}
      onReturn={() => {
        media.turnWishedOn()
        setStep('comingBack')
      }}
      onNotYet={() => {
        media.turnAllOff()
        setStep('paused')
      }}
      onComeBack={() => visit.pause.comeBack()}
      preview={preview}
      onLeave={() => void visit.leave()}
    />
  )
}

function toldOf({ since }: PauseNow, reached: ReturnType<typeof reachedOf>, now: Millis): PauseTold {
  if (reached === 'nowhere') return now - since < CONFIRM_WITHIN ? 'sending' : 'notConfirmed'
  return reached === 'behind' ? 'behind' : 'onScreen'
}
