import { useState } from 'react'
import {
  type Answers, fitting, type Item, ITEMS, type Mode, NOTHING_ANSWERED, QUESTIONNAIRE, type Reflection, saysSomething,
  valueOf, wordFor,
} from '@fermata/shared/reflection'
import type { Choice } from './ShareChoice.tsx'

/** What became of Done. */
export type Outcome = { done: 'notYet'; why: 'choose' | 'nothing' } | { done: 'keep' } | { done: 'share'; reflection: Reflection }

/** The answers while they are being given: in this page's memory and nowhere else. */
export function useAnswers(before: Reflection | null) {
  const [mode, setMode] = useState<Mode>(before?.mode ?? 'line')
  const [answers, setAnswers] = useState<Answers>(before?.answers ?? NOTHING_ANSWERED)
  const [skipped, setSkipped] = useState<readonly Item[]>([])
  const [words, setWords] = useState(before?.words ?? '')
  const [choice, setChoice] = useState<Choice | null>(null)

  const set = (item: Item, value: number | null): void => {
    setAnswers((now) => ({ ...now, [item]: value }))
    setSkipped((now) => (value === null ? [...now, item] : now.filter((one) => one !== item)))
  }
  const finish = (): Outcome => {
    if (choice === null) return { done: 'notYet', why: 'choose' }
    if (choice === 'keep') return { done: 'keep' }
    const reflection = { questionnaire: QUESTIONNAIRE, mode, answers, words: words.trim(), share: choice } as const
    return saysSomething(reflection) ? { done: 'share', reflection } : { done: 'notYet', why: 'nothing' }
  }
  return {
    mode, answers, skipped, words, choice, setChoice, finish,
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
