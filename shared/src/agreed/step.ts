/**
 * The one next step: in the client's words, carried to the next session's start, where the client may say how it went.
 * Nothing is counted, and nothing is ever late.
 */
import type { SessionId } from '../ids.ts'
import { noteOf, type Notes } from '../pair/notes.ts'
import { STEP_LETTERS, type StepNote } from '../protocol/notes.ts'

export type Step = StepNote
export type Went = NonNullable<Step['went']>['how']

/** The step that stands; `null`: none is agreed on. */
export function stepOf(notes: Notes): Step | null {
  const step = noteOf(notes, 'step')
  return step === null || step.words === '' ? null : step
}

/** The step that this session begins with: one of an earlier session that was not spoken of before this one. */
export function carriedStep(notes: Notes, now: SessionId): Step | null {
  const step = stepOf(notes)
  if (step === null || step.session === now) return null
  return step.went === null || step.went.session === now ? step : null
}

/** The words the two may still be choosing: a step that was spoken of makes room for another. */
export const stepInHand = (notes: Notes): string => {
  const step = stepOf(notes)
  return step === null || step.went !== null ? '' : step.words
}

/** What the client says to agree on these words; empty ones take the step away. */
export function agreed(notes: Notes, now: SessionId, words: string): Step {
  const [step, trimmed] = [stepOf(notes), words.trim().slice(0, STEP_LETTERS)]
  // The same words again are no new agreement: a step keeps its session.
  if (step !== null && step.went === null && step.words === trimmed) return step
  return { note: 'step', words: trimmed, session: now, went: null }
}

/** What the client says of how it went. */
export const spokenOf = (step: Step, now: SessionId, how: Went): Step => ({ ...step, went: { session: now, how } })
