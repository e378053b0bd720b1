/** A table of what was shared, one row a session, as RFC 4180 has it. Pure. */
import type { SessionId } from '../ids.ts'
import { ITEMS } from '../reflection/index.ts'
import type { RecordedRoom } from './file.ts'

/** The columns; names that stay the same in every language, so that a sheet made of them goes on working. */
export const COLUMNS = ['client', 'began', 'session', 'through', 'questionnaire', 'mode', 'share', ...ITEMS, 'words', 'more', 'paper'] as const

/**
 * What a spreadsheet takes for a formula: these first letters, also in full width, behind whatever blanks. Such a cell gets
 * an apostrophe before it; what clients write must not run on a therapist's machine.
 */
const FORMULA = /^\s*[=+\-@|%\t\r\n＝＋－＠]/u

/** One cell: harmless, and quoted where it has to be. */
export function cellOf(text: string): string {
  const harmless = FORMULA.test(text) ? `'${text}` : text
  return /[",\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless
}

/**
 * Lines end in CR LF, the last one too. An item that was not answered is an empty cell; other questionnaires stand in `more` as they
 * travelled, and in `paper` the totals that were entered. A session that has nothing but such a total is a row like any.
 */
export function csvOf(rooms: readonly RecordedRoom[]): string {
  const rows = rooms.flatMap(({ name, sessions, totals = [] }) => {
    const paper = (of: SessionId): string => {
      const own = totals.flatMap(({ session, questionnaire, total }) => (session === of ? [{ questionnaire, total }] : []))
      return own.length === 0 ? '' : JSON.stringify(own)
    }
    const known = new Set<SessionId>(sessions.map(({ session }) => session))
    const others = new Map(totals.flatMap(({ session, at }) => (known.has(session) ? [] : [[session, at] as const])))
    return [
      ...sessions.map(({ session, at, through, reflection }) => [
        name, new Date(at).toISOString(), session, through, reflection.questionnaire, reflection.mode, reflection.share,
        ...ITEMS.map((item) => reflection.answers[item]?.toString() ?? ''), reflection.words,
        reflection.more === undefined ? '' : JSON.stringify(reflection.more), paper(session),
      ]),
      ...[...others].map(([session, at]) => [name, new Date(at).toISOString(), session, ...COLUMNS.slice(3, -1).map(() => ''), paper(session)]),
    ]
  })
  return [[...COLUMNS], ...rows].map((row) => `${row.map(cellOf).join(',')}\r\n`).join('')
}
