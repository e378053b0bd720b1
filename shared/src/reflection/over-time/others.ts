/** Other questionnaires over time: each in its own rows, by its own scoring, beside nothing but itself. Pure. */
import type { Millis } from '../../clock.ts'
import type { SessionId } from '../../ids.ts'
import { answersOf, counted, type FilledIn, type Instrument, rowsOf, TOTAL } from '../../questionnaire/index.ts'
import type { PaperTotal } from '../paper.ts'
import type { Past } from './past.ts'
import { THRESHOLDS, type Thresholds } from './thresholds.ts'
import { type Trend, trendOf } from './trend.ts'

/** One session with the other questionnaires that were answered after it. */
export interface WithOthers {
  session: SessionId
  at: Millis
  more: readonly FilledIn[]
}

export interface OtherTrend {
  instrument: Instrument
  trend: Trend
}

/** Those of one questionnaire, in the measure of the rows; what does not fit its questions is left out. */
export const pastsOf = (instrument: Instrument, sessions: readonly WithOthers[]): Past[] =>
  sessions.flatMap(({ session, at, more }) =>
    more.flatMap((filled) => {
      const answers = answersOf(instrument, filled)
      return answers === null ? [] : [{ session, at, questionnaire: filled.questionnaire, mode: 'screen', answers: counted(instrument, answers.values) }]
    }),
  )

/** The totals of one questionnaire that were entered from paper, in the measure of its row. */
const totalsOf = (instrument: Instrument, paper: readonly PaperTotal[]): Past[] =>
  instrument.entry.entry === 'questions' ? [] : paper.flatMap(({ session, at, questionnaire, total }) =>
    questionnaire === instrument.questionnaire ? [{ session, at, questionnaire, mode: 'paper', answers: counted(instrument, { [TOTAL]: total }) }] : [],
  )

/** Rows of each questionnaire that was answered, on a screen or on paper, in the order in which they are loaded. */
export const othersOf = (
  sessions: readonly WithOthers[], instruments: readonly Instrument[], thresholds: Thresholds = THRESHOLDS, paper: readonly PaperTotal[] = [],
): OtherTrend[] =>
  instruments.flatMap((instrument) => {
    const pasts = [...pastsOf(instrument, sessions), ...totalsOf(instrument, paper)]
    return pasts.length === 0 ? [] : [{ instrument, trend: trendOf(pasts, rowsOf(instrument).map(({ id }) => id), thresholds) }]
  })
