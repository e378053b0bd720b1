/** What the page on how it has been is drawn from. */
import type { Instrument } from '@fermata/shared/questionnaire'
import type { Item, OtherTrend, OwnSide, Prompt, Reflection, Trend } from '@fermata/shared/reflection'
import type { OneTotal } from './paper/view.ts'

/** One session's reflection, or why it is not to be read. */
export type OneReflection = { id: string; at: number } & (
  | { state: 'read'; through: 'session' | 'link'; reflection: Reflection }
  | { state: 'unreadable' | 'older' | 'missing' }
  /** On the therapist's page alone: a session that is over, and nothing of the client's. */
  | { state: 'nothing' }
)

/** What the therapist noted from their own side, by session; `notYet`: on this device only, so far. */
export type Sides = ReadonlyMap<string, { side: OwnSide; saving: 'notYet' | 'kept' }>

/** On a client's page there are none, and there is nothing that could bring one there. */
export const NO_SIDES: Sides = new Map()

export interface OwnBeside {
  sides: Sides
  /** Totals they entered from paper. */
  totals: readonly OneTotal[]
  /** To the six questions from their own side. */
  onOpen(session: string): void
}

/** The prompt as a note for the next session's start: kept, or to be kept. A press turns it. */
export interface NextTime {
  state: 'open' | 'kept'
  onPress(): void
}

/** Whose page it is: both see the same rows; prompts and the own side are the therapist's alone. */
export type Whose = { seat: 'therapist'; client: string; prompt: { about: Prompt<Item>; next: NextTime } | null; own: OwnBeside } | { seat: 'client' }

export type PastView =
  | { state: 'loading' }
  | { state: 'unreachable' }
  /** `reflections`: newest first. `others`: other questionnaires that were answered; `instruments`: what their questions are read with. */
  | { state: 'here'; reflections: readonly OneReflection[]; trend: Trend<Item>; others: readonly OtherTrend[]; instruments: readonly Instrument[] }
