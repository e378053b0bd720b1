/**
 * How own sides, and totals from paper, lie in the vault: a dozen of a room to a record, so that none outgrows its box. Pure.
 */
import type { RoomId, SessionId } from '@fermata/shared/ids'
import type { Own } from '@fermata/shared/reflection'
import { ok, type Result } from '@fermata/shared/result'
import type { Kept, Opened, OwnSidesRecord, PartChange, Records } from '../../session/therapist/records.ts'

/** Of the longest notes in whatever script, so many fit into one record of 49,124 bytes. */
export const SIDES_IN_ONE = 12

type Parts = Pick<Opened, 'ownSides'>

const partsOf = (opened: Parts | null, room: RoomId): Kept<OwnSidesRecord>[] =>
  (opened?.ownSides ?? []).filter(({ content }) => content.room === room)

/** A session has one own side, and one total of each questionnaire. */
export const keyOf = (own: Own): string => ('side' in own ? own.session : `${own.session}.${own.questionnaire}`)

/** What the vault holds for a room. */
export const ownOf = (opened: Parts | null, room: RoomId): Own[] => partsOf(opened, room).flatMap(({ content }) => content.sides)

/** What is to be written so that this is there under its key, or nothing is. */
export function withOwn(opened: Parts, room: RoomId, key: string, own: Own | null): PartChange<OwnSidesRecord> | null {
  const parts = partsOf(opened, room)
  const before = parts.find(({ content }) => content.sides.some((one) => keyOf(one) === key))
  if (before === undefined && own === null) return null
  const part = before ?? parts.find(({ content }) => content.sides.length < SIDES_IN_ONE)
  const others = (part?.content.sides ?? []).filter((one) => keyOf(one) !== key)
  const sides = own === null ? others : [...others, own]
  if (sides.length === 0) return part === undefined ? null : { content: 'gone', before: part }
  return { content: { kind: 'ownSides', room, sides }, before: part ?? null }
}

/** Erases from the vault what is there of one session, or of the whole room. */
export async function eraseOwn(records: Pick<Records, 'opened' | 'changePart'>, room: RoomId, session: SessionId | 'all'): Promise<Result<null>> {
  const goes = (own: Own): boolean => session === 'all' || own.session === session
  for (;;) {
    if (!ownOf(records.opened.get(), room).some(goes)) return ok(null)
    const erased = await records.changePart<OwnSidesRecord>((opened) => {
      const part = partsOf(opened, room).find(({ content }) => content.sides.some(goes))
      if (part === undefined) return null
      const sides = part.content.sides.filter((own) => !goes(own))
      return sides.length === 0 ? { content: 'gone', before: part } : { content: { ...part.content, sides }, before: part }
    })
    if (!erased.ok) return erased
  }
}
