import type { RecordedRoom } from '@fermata/shared/record'
import { m } from '../../i18n/messages.ts'
import type { Holds, Names } from './view.ts'

/** The rooms as they were chosen to be taken along: under which names, and with how much. */
export const chosen = (names: Names, holds: Holds, rooms: readonly RecordedRoom[]): readonly RecordedRoom[] =>
  rooms.map(({ room, name, sessions, totals, ...own }, index) => ({
    room, name: names === 'labels' ? name : m.record_pseudonym({ nth: index + 1 }), sessions,
    ...(totals === undefined ? {} : { totals }), ...(holds === 'all' ? own : {}),
  }))

/** Whether there is anything beside what was shared. */
export const hasOwn = (rooms: readonly RecordedRoom[]): boolean => rooms.some(({ ownSides, notes }) => ownSides !== undefined || notes !== undefined)
