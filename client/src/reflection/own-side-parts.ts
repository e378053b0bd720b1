/** How own sides lie in the vault: a dozen sessions of a room to a record, so that none outgrows its box. Pure. */
import type { RoomId, SessionId } from '@fermata/shared/ids'
import type { OwnSide, SessionSide } from '@fermata/shared/reflection'
import { ok, type Result } from '@fermata/shared/result'
import type { Kept, Opened, OwnSidesRecord, PartChange, Records } from '../session/therapist/records.ts'

/** Of the longest notes in whatever script, so many fit into one record of 49,124 bytes. */
export const SIDES_IN_ONE = 12

type Parts = Pick<Opened, 'ownSides'>

const partsOf = (opened: Parts | null, room: RoomId): Kept<OwnSidesRecord>[] =>
  (opened?.ownSides ?? []).filter(({ content }) => content.room === room)

/** What the vault holds for a room. */
export const sidesOf = (opened: Parts | null, room: RoomId): SessionSide[] =>
  partsOf(opened, room).flatMap(({ content }) => content.sides)

/** What is to be written so that this session has this side, or none. */
export function withSide(opened: Parts, room: RoomId, of: Omit<SessionSide, 'side'>, side: OwnSide | null): PartChange<OwnSidesRecord> | null {
  const parts = partsOf(opened, room)
  const before = parts.find(({ content }) => content.sides.some(({ session }) => session === of.session))
  const after = (part: Kept<OwnSidesRecord> | undefined): SessionSide[] => [
    ...(part?.content.sides ?? []).filter(({ session }) => session !== of.session), ...(side === null ? [] : [{ ...of, side }]),
  ]
  if (before === undefined && side === null) return null
  const part = before ?? parts.find(({ content }) => content.sides.length < SIDES_IN_ONE)
  const sides = after(part)
  if (sides.length === 0) return part === undefined ? null : { content: 'gone', before: part }
  return { content: { kind: 'ownSides', room, sides }, before: part ?? null }
}

/** Erases the own side of one session from the vault. */
export const eraseSide = (records: Pick<Records, 'changePart'>, room: RoomId, session: SessionId): Promise<Result<null>> =>
  records.changePart((opened) => withSide(opened, room, { session, at: 0 }, null))

/** Erases all of a room's. */
export async function eraseSides(records: Pick<Records, 'opened' | 'changePart'>, room: RoomId): Promise<Result<null>> {
  for (;;) {
    if (partsOf(records.opened.get(), room).length === 0) return ok(null)
    const erased = await records.changePart<OwnSidesRecord>((opened) => {
      const [first] = partsOf(opened, room)
      return first === undefined ? null : { content: 'gone', before: first }
    })
    if (!erased.ok) return erased
  }
}
