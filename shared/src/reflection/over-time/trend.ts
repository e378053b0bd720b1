/**
 * How it has been: each question a row of its own, against this one client's own range. No total, and nobody else
 * beside it. Where the way of answering or the questions changed, a new line begins.
 */
import { inTime, isComparable, type Past } from './past.ts'
import { THRESHOLDS, type Thresholds } from './thresholds.ts'
import { type Standing, standing, usualBefore } from './usual.ts'

/** Sessions one after the other that were answered alike: from the index of the first to that of the last. */
export interface Stretch {
  from: number
  to: number
  mode: string
  questionnaire: string
}

/** One line of a row, over one stretch. */
export interface Line {
  stretch: Stretch
  /** Only what was answered; `index` counts the sessions. */
  points: readonly { index: number; value: number }[]
  /** From the lowest to the highest answer, the newest session's left out; `null`: nothing to take it from. */
  range: { low: number; high: number } | null
}

export interface Row<Name extends string = string> {
  item: Name
  lines: readonly Line[]
  /** The usual answer before the newest session. */
  usual: number | null
  /** The newest session's answer, and how it stands beside the usual. */
  newest: number | null
  standing: Standing
}

export interface Trend<Name extends string = string> {
  /** Oldest first. */
  sessions: readonly Past<Name>[]
  rows: readonly Row<Name>[]
}

export function trendOf<Name extends string>(
  past: readonly Past<Name>[], items: readonly Name[], thresholds: Thresholds = THRESHOLDS,
): Trend<Name> {
  const sessions = inTime(past)
  const stretches = stretchesOf(sessions)
  return { sessions, rows: items.map((item) => rowOf(sessions, stretches, item, thresholds)) }
}

/** Where one way of answering ends and another begins. */
export function stretchesOf(sessions: readonly Past[]): Stretch[] {
  const stretches: Stretch[] = []
  for (const [index, session] of sessions.entries()) {
    const [current, before] = [stretches.at(-1), sessions[index - 1]]
    if (current !== undefined && before !== undefined && isComparable(before, session)) current.to = index
    else stretches.push({ from: index, to: index, mode: session.mode, questionnaire: session.questionnaire })
  }
  return stretches
}

function rowOf<Name extends string>(
  sessions: readonly Past<Name>[], stretches: readonly Stretch[], item: Name, thresholds: Thresholds,
): Row<Name> {
  const last = sessions.length - 1
  const newest = sessions[last]?.answers[item] ?? null
  const usual = usualBefore(sessions, last, item, thresholds)
  return { item, lines: stretches.map((one) => lineOf(sessions, one, item)), usual, newest, standing: standing(newest, usual, thresholds) }
}

function lineOf<Name extends string>(sessions: readonly Past<Name>[], stretch: Stretch, item: Name): Line {
  const points: { index: number; value: number }[] = []
  for (let index = stretch.from; index <= stretch.to; index++) {
    const value = sessions[index]?.answers[item] ?? null
    if (value !== null) points.push({ index, value })
  }
  const earlier = points.filter(({ index }) => index < sessions.length - 1).map(({ value }) => value)
  return { stretch, points, range: earlier.length === 0 ? null : { low: Math.min(...earlier), high: Math.max(...earlier) } }
}
