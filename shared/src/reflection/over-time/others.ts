/** Other questionnaires over time: each in its own rows, by its own scoring, beside nothing but itself. Pure. */
import type { Millis } from '../../clock.ts'
import type { SessionId } from '../../ids.ts'
import { answersOf, counted, type FilledIn, type Instrument, rowsOf } from '../../questionnaire/index.ts'
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

/** Rows of each questionnaire that was answered, in the order in which they are loaded. */
export const othersOf = (sessions: readonly WithOthers[], instruments: readonly Instrument[], thresholds: Thresholds = THRESHOLDS): OtherTrend[] =>
  instruments.flatMap((instrument) => {
    const pasts = pastsOf(instrument, sessions)
    return pasts.length === 0 ? [] : [{ instrument, trend: trendOf(pasts, rowsOf(instrument).map(({ id }) => id), thresholds) }]
  })
