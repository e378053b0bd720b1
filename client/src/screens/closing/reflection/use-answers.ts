import { useState } from 'react'
import {
  type Answers, fitting, type Item, ITEMS, type Mode, NOTHING_ANSWERED, type OwnSide, QUESTIONNAIRE, valueOf, wordFor,
} from '@fermata/shared/reflection'

/** What a form of six questions and free words has been given: a client's answers, or the therapist's own side. */
export type Given = OwnSide

/** The answers while they are being given: in this page's memory and nowhere else. */
export function useAnswers(before: Given | null) {
  const [mode, setMode] = useState<Mode>(before?.mode ?? 'line')
  const [answers, setAnswers] = useState<Answers>(before?.answers ?? NOTHING_ANSWERED)
  const [skipped, setSkipped] = useState<readonly Item[]>([])
  const [words, setWords] = useState(before?.words ?? '')

  const set = (item: Item, value: number | null): void => {
    setAnswers((now) => ({ ...now, [item]: value }))
    setSkipped((now) => (value === null ? [...now, item] : now.filter((one) => one !== item)))
  }
  const given = (): Given => ({ questionnaire: QUESTIONNAIRE, mode, answers, words: words.trim() })
  return {
    mode, answers, skipped, words, given,
    answer: set,
    skip: (item: Item) => set(item, null),
    write: (text: string) => setWords(fitting(text)),
    /** In words only there is nothing between two words: an answer goes to the nearest. */
    answerBy(next: Mode): void {
      setMode(next)
      if (next === 'words') setAnswers((now) => nearest(now))
    },
  }
}

function nearest(answers: Answers): Answers {
  const snap = (value: number | null) => (value === null ? null : valueOf(wordFor(value)))
  return ITEMS.reduce((all, item) => ({ ...all, [item]: snap(all[item]) }), answers)
}
