/** The client's pause as the therapist's page shows it, and the clock of the session. */
import { useEffect, useRef, useState } from 'react'
import { type Millis, MINUTE } from '@fermata/shared/clock'
import type { PairState } from '@fermata/shared/pair'
import type { TherapistPauseView } from '../../screens/room/pause/view.ts'
import type { WhenGone } from '../../screens/room/stage/view.ts'
import type { ClockView } from '../../screens/room/stage/CameraLine.tsx'
import type { Meeting } from '../../session/therapist/meeting.ts'
import { finishAsked, lastsTooLong } from './pause-times.ts'

/** From here on the clock says what is left instead of what has passed. */
const NEAR_END = 10

interface About {
  meeting: Meeting
  pair: PairState
  reach: TherapistPauseView['reach']
  /** What to do in a pause that has lasted long. */
  whenGone: WhenGone
  connection: 'there' | 'lost'
  now: Millis
}

/** `null` while the client does not pause. Tells the client that the pause stands on this screen. */
export function usePauseView({ meeting, pair, reach, whenGone, connection, now }: About): TherapistPauseView | null {
  const { pause } = pair
  const press = pause?.press ?? null
  useEffect(() => {
    if (press !== null) void meeting.cues.factRendered(press)
  }, [meeting, press])
  if (pause === null) return null
  const { correspondence } = meeting.call
  const lasted = now - pause.since
  return {
    keep: pause.word.keep,
    reach: connection === 'lost' ? 'neither' : reach,
    connection,
    imHere: pause.here ? 'sent' : 'ready',
    finish: finishAsked(pause, lasted),
    whenGone: lastsTooLong(lasted) ? whenGone : null,
    onImHere: () => void correspondence.say({ k: 'reply', of: pause.press, reply: 'imHere' }),
    onOfferFinish: () => void correspondence.say({ k: 'offer', offer: 'finish' }),
  }
}

/** The card after a pause, from the client's coming back until it is put away. */
export function useAfterPause({ pause }: PairState): { onPutAway: () => void } | null {
  const [shown, setShown] = useState(false)
  const paused = useRef(false)
  useEffect(() => {
    if (paused.current && pause === null) setShown(true)
    if (pause !== null) setShown(false)
    paused.current = pause !== null
  }, [pause])
  return shown ? { onPutAway: () => setShown(false) } : null
}

/** Minutes since admission; near the planned end what is left; then what is over. The client's own says less: `timeNow`. */
export function clockView(admittedAt: Millis, minutes: number, now: Millis): ClockView {
  const passed = Math.max(0, Math.floor((now - admittedAt) / MINUTE))
  const left = Math.ceil(minutes - (now - admittedAt) / MINUTE)
  if (left <= 0) return { state: 'over', minutes: passed - minutes }
  return left <= NEAR_END ? { state: 'left', minutes: left } : { state: 'elapsed', minutes: passed }
}
