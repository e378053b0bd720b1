/** The therapist's side of the quiet signals: this session's history, offers, suggestions, tones, and practice. */
import { useEffect, useMemo, useState } from 'react'
import { choicesOf, history, type Practice, practiceNow, tonesOf } from '@fermata/shared/check-in'
import { type Millis, MINUTE } from '@fermata/shared/clock'
import { noteOf, offerNow } from '@fermata/shared/pair'
import { TherapistTones } from '../../check-in/tones.ts'
import type { OfferedView, PairSignalsView, PracticeView, WindowView } from '../../screens/room/set-up/view.ts'
import type { Meeting } from '../../session/therapist/meeting.ts'
import { useValue } from '../../ui/use-value.ts'
import type { PageParts } from '../parts.ts'
import { useCueSide } from './room-preferences.ts'

/** A practice press that nobody looked at goes by itself. */
const PRACTICE_SHOWN_FOR = 2 * MINUTE

interface About {
  meeting: Meeting
  parts: PageParts
  now: Millis
  speaker: string | null
  window: WindowView
  /** Whether the small window shows cues now. */
  inWindow: () => boolean
}

export interface TherapistSignals {
  signals: PairSignalsView
  practice: PracticeView | null
  offered: OfferedView | null
}

export function useTherapistSignals({ meeting, parts, now, speaker, window, inWindow }: About): TherapistSignals {
  const { call, notes, cues } = meeting
  const { correspondence } = call
  const journal = useValue(correspondence.journal)
  const known = useValue(notes.notes)
  const [side, onSide] = useCueSide(parts.tab)
  const [away, putAway] = useState<string | null>(null)
  const past = useMemo(() => history(journal), [journal])
  const practice = useMemo(() => practiceNow(journal), [journal])
  const offer = useMemo(() => offerNow(journal), [journal])
  useEffect(() => {
    const tones = new TherapistTones({
      open: cues.open, chosen: () => tonesOf(notes.notes.get()), play: () => parts.playTone(speaker ?? ''), clock: parts.clock,
      now: () => correspondence.now(), inView: () => parts.eyes.pageVisible().get() || inWindow(),
    })
    return () => tones.close()
  }, [cues, notes, parts, speaker, correspondence, inWindow])

  const offering = (what: 'pause' | 'signals') => (): void => void correspondence.say({ k: 'offer', offer: what })
  const isPausing = call.pair.get().pause !== null
  return {
    signals: {
      choices: choicesOf(known),
      suggestion: noteOf(known, 'suggestion') ?? { note: 'suggestion', hidden: [], names: [] },
      onSuggest: (suggestion) => notes.set(suggestion),
      tones: tonesOf(known),
      onTones: (tones) => notes.set(tones),
      past, side, onSide, window,
      ...(isPausing ? {} : { onOfferPause: offering('pause') }),
      onOfferSignals: offering('signals'),
    },
    practice: practice !== null && isShown(practice, now)
      ? { fact: practice.fact, code: practice.code, onDrawn: () => void cues.factRendered(practice.fact), onSee: () => cues.factSeen(practice.fact) }
      : null,
    offered: offer === null || offer.fact === away || (offer.offer === 'pause' && offer.answer === 'yes')
      ? null
      : { offer: offer.offer, answer: offer.answer === null ? 'none' : offer.answer === 'yes' ? 'yes' : 'no', onPutAway: () => putAway(offer.fact) },
  }
}

const isShown = ({ reached, said }: Practice, now: Millis): boolean => reached !== 'seen' && now - said < PRACTICE_SHOWN_FOR
