import { type RecordedRoom } from '@fermata/shared/record'
import { m } from '../../i18n/messages.ts'
import type { Names } from './view.ts'

/** The rooms under the names that were chosen for what is taken along. */
export const under = (names: Names, rooms: readonly RecordedRoom[]): readonly RecordedRoom[] =>
  names === 'labels' ? rooms : rooms.map((room, index) => ({ ...room, name: m.record_pseudonym({ number: index + 1 }) }))
