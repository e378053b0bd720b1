/**
 * A second table: the therapist's own side, what was agreed on, and what the client let be kept. One row for each thing,
 * since no two of them have the same columns. Pure.
 */
import { ITEMS } from '../reflection/index.ts'
import { cellOf } from './csv.ts'
import type { RecordedRoom } from './file.ts'

/** `what`: ownSide, note, agenda, step, went, signal or pauses; `which`: the item, whose point, or the signal's code. */
export const OWN_COLUMNS = ['client', 'began', 'session', 'what', 'which', 'value'] as const

export function ownCsvOf(rooms: readonly RecordedRoom[]): string {
  const rows = rooms.flatMap((room) => rowsOf(room).map((row) => [room.name, ...row]))
  return [[...OWN_COLUMNS], ...rows].map((row) => `${row.map(cellOf).join(',')}\r\n`).join('')
}

type Row = [began: string, session: string, what: string, which: string, value: string]
const when = (at: number): string => new Date(at).toISOString()

function rowsOf({ ownSides = [], notes }: RecordedRoom): Row[] {
  const own = ownSides.flatMap(({ session, at, side }): Row[] => [
    ...ITEMS.flatMap((item): Row[] => {
      const value = side.answers[item]
      return value === null ? [] : [[when(at), session, 'ownSide', item, String(value)]]
    }),
    ...(side.words === '' ? [] : [[when(at), session, 'note', '', side.words] satisfies Row]),
  ])
  if (notes === undefined) return own
  const { agenda, step, sessions } = notes
  return [
    ...own,
    ...agenda.map(({ by, words }): Row => ['', '', 'agenda', by, words]),
    ...(step === null ? [] : [['', step.session, 'step', '', step.words] satisfies Row]),
    ...(step?.went ? [['', step.went.session, 'went', '', step.went.how] satisfies Row] : []),
    ...sessions.flatMap(({ session, at, signals, pauses }): Row[] => [
      ...signals.map((signal): Row => [when(at), session, 'signal', signal.code, when(signal.at)]),
      ...(pauses === 0 ? [] : [[when(at), session, 'pauses', '', String(pauses)] satisfies Row]),
    ]),
  ]
}
