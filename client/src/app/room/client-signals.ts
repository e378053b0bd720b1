/** The client's quiet signals as the room shows them: the last press, the pair's own words, and what the therapist asks. */
import { useEffect, useMemo } from 'react'
import {
  answered, type CheckInCode, choicesOf, CLIENTS_ALONE, practiceNow, type Reached, suggestionNow, tonesOf,
} from '@fermata/shared/check-in'
import { type Millis, SECOND } from '@fermata/shared/clock'
import { type Notes, offerNow } from '@fermata/shared/pair'
import { confirming } from '../../check-in/confirming.ts'
import type { Keeping } from '../../notes/room-notes.ts'
import type { OfferView, SetUpView } from '../../screens/room/set-up/view.ts'
import { replyWords } from '../../screens/room/signals/reply-words.ts'
import type { SignalView } from '../../screens/room/signals/view.ts'
import type { Meeting } from '../../session/client/meeting.ts'
import type { Visit } from '../../session/client/visit.ts'
import { useValue } from '../../ui/use-value.ts'
import type { PageParts } from '../parts.ts'

/** So long after it the button tells of a practice press. */
const PRACTICE_SHOWN_FOR = 30 * SECOND

const KEPT: Record<Keeping, SetUpView['kept']> = { kept: 'kept', notYet: 'later', unread: 'later', unreadable: 'here' }

interface About {
  visit: Visit
  meeting: Meeting
  parts: PageParts
  now: Millis
  /** The loudspeaker that stands chosen; `null`: the system's. */
  speaker: string | null
}

/** The words and hiding of this pair, and the confirmation the client chose. */
export function useClientSignals({ visit, meeting, parts, now, speaker }: About): { signal: Omit<SignalView, 'therapist'>; setUp: SetUpView; offer: OfferView | null } {
  const { signals, notes, call } = meeting
  const { correspondence } = call
  const latest = useValue(signals.latest)
  const known = useValue(notes.notes)
  const keeping = useValue(notes.keeping)
  const journal = useValue(correspondence.journal)
  const choices = choicesOf(known)
  useEffect(() => {
    const confirmers = { tone: () => parts.playTone(speaker ?? ''), vibrate: parts.vibrate }
    return confirming(signals.latest, () => choicesOf(notes.notes.get()).confirm, confirmers)
  }, [signals, notes, parts, speaker])

  const practice = useMemo(() => practiceNow(journal), [journal])
  // Pause now takes effect here first; its cue is the pause itself.
  const send = (code: CheckInCode): void => (code === 'pause' ? visit.pause.now() : signals.send(code))
  return {
    signal: {
      state: latest.state,
      words: latest.state !== 'rest' && latest.code === 'not_private' ? 'shapeOnly' : 'shown',
      reply: latest.state === 'rest' || latest.reply === null ? null : replyWords(latest.reply),
      onUndo: latest.state !== 'rest' && latest.undo === 'offered' ? () => signals.undo() : null,
      labels: choices.names,
      hidden: choices.hidden,
      alias: choices.alias,
      openKey: choices.key,
      practice: practice !== null && now - practice.said < PRACTICE_SHOWN_FOR ? PRACTICE[practice.reached] : 'none',
      spoken: choices.confirm === 'visual' ? 'visualOnly' : 'spoken',
      onSend: send,
      onSendAgain: () => latest.state !== 'rest' && send(latest.code),
      onPractise: (code) => signals.practise(code),
      onBringBack: () => notes.set({ ...choices, hidden: choices.hidden.filter((code) => !CLIENTS_ALONE.includes(code)) }),
    },
    setUp: {
      choices,
      onKeep: (changed) => notes.set(changed),
      kept: KEPT[keeping],
      tones: tonesOf(known),
      vibration: parts.vibrate === null ? 'missing' : 'there',
    },
    offer: offerView({ visit, meeting, known, offer: offerNow(journal) }),
  }
}

const PRACTICE: Record<Reached, Exclude<SignalView['practice'], 'none'>> =
  { nowhere: 'sending', behind: 'sending', shown: 'onScreen', seen: 'seen', cleared: 'seen' }

interface Asked {
  visit: Visit
  meeting: Meeting
  known: Notes
  offer: ReturnType<typeof offerNow>
}

/** One thing at a time: a pause, then going through the signals, then other words. */
function offerView({ visit, meeting, known, offer }: Asked): OfferView | null {
  const { correspondence } = meeting.call
  if (offer !== null && offer.answer === null) {
    const say = (answer: 'yes' | 'notYet'): void => void correspondence.say({ k: 'answer', of: offer.fact, answer })
    const onYes = (): void => {
      if (offer.offer === 'pause') visit.pause.now()
      say('yes')
    }
    return { offer: offer.offer, onYes, onNo: () => say('notYet') }
  }
  const suggestion = suggestionNow(known)
  if (suggestion === null) return null
  const answer = (word: 'take' | 'leave') => () => meeting.notes.set(answered(known, word))
  return { offer: 'words', suggestion, onYes: answer('take'), onNo: answer('leave') }
}
