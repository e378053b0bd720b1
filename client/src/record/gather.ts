/** What a therapist takes along: every reflection of these rooms that this browser can open, oldest first. */
import type { RandomSource, RoomId } from '@fermata/shared/ids'
import type { RecordedRoom } from '@fermata/shared/record'
import { ok, refuse, type Result } from '@fermata/shared/result'
import type { Api } from '../lib/api.ts'
import { readReflections } from '../reflection/therapist/reading.ts'
import type { Beside } from './own.ts'
import type { OpenAccount } from '../session/therapist/account.ts'

export interface Gathered {
  /** By the names at the desk. */
  rooms: readonly RecordedRoom[]
  /** How many reflections are here that could not be opened, or are not what was read before. */
  unread: number
}

/** `which`: one room, or all of them. What is opened here counts as read, like anywhere. */
export async function gather(
  account: Pick<OpenAccount, 'keys' | 'records'>, api: Api, which: RoomId | 'all', random: RandomSource, beside: Beside,
): Promise<Result<Gathered>> {
  const known = account.records.opened.get()?.rooms.map(({ content }) => content) ?? []
  const rooms: RecordedRoom[] = []
  let unread = 0
  for (const record of known.filter((one) => which === 'all' || one.room === which)) {
    const { room, label } = record
    const read = await readReflections(account, api, room, random)
    if (!read.ok) return refuse(read.refusal)
    const sessions = read.value.flatMap((one) =>
      one.state === 'read' ? [{ session: one.session, at: one.at, through: one.through, reflection: one.reflection }] : [],
    )
    unread += read.value.length - sessions.length
    const [ownSides, totals, notes] = [[...beside.sides(room)], [...beside.totals(room)], await beside.notes(record)]
    if (!notes.ok) return refuse(notes.refusal)
    rooms.push({
      room, name: label, sessions: sessions.reverse(),
      ...(totals.length === 0 ? {} : { totals }), ...(ownSides.length === 0 ? {} : { ownSides }), ...(notes.value === null ? {} : { notes: notes.value }),
    })
  }
  return ok({ rooms: rooms.sort((a, b) => a.name.localeCompare(b.name)), unread })
}
