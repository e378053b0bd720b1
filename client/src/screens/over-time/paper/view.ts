/** What the part of the page on totals from paper is drawn from. */
import type { Instrument } from '@fermata/shared/questionnaire'

/** A total that was entered. */
export interface OneTotal {
  session: string
  /** When that session began. */
  at: number
  questionnaire: string
  /** Of the questionnaire; its name where it is not loaded any more. */
  title: string
  total: number
  /** `notYet`: on this device only, so far. */
  saving: 'notYet' | 'kept'
}

/** One session a total may be entered for. `at`: when it began. */
export interface OneSession {
  id: string
  at: number
}

export interface PaperProps {
  client: string
  /** Of which a total may be entered today. */
  instruments: readonly Instrument[]
  /** Sessions that are over, newest first. */
  sessions: readonly OneSession[]
  /** Newest first. */
  totals: readonly OneTotal[]
  /** Resolves once it is sealed on this device, or could not be. */
  onEnter(session: OneSession, questionnaire: string, total: number): Promise<'sealed' | 'failed'>
  onRemove(total: OneTotal): Promise<'sealed' | 'failed'>
}
