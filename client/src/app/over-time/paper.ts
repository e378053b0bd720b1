/** The part of a room's page on totals from paper, as its screen shows it. */
import type { RoomId, SessionId } from '@fermata/shared/ids'
import type { Instrument } from '@fermata/shared/questionnaire'
import { forPaper, type PaperTotal } from '@fermata/shared/reflection'
import type { OwnSides } from '../../reflection/therapist/own-sides.ts'
import type { OneSession, OneTotal, PaperProps } from '../../screens/over-time/paper/view.ts'

/** Newest first. */
export const totalsOf = (sides: OwnSides, room: RoomId, instruments: readonly Instrument[]): OneTotal[] =>
  sides.totals(room).sort((a, b) => b.at - a.at).map((one) => ({
    ...one, saving: sides.savingOf(one),
    title: instruments.find(({ questionnaire }) => questionnaire === one.questionnaire)?.title ?? one.questionnaire.split('|')[0] ?? '',
  }))

const sealed = (done: Promise<void>): Promise<'sealed' | 'failed'> => done.then(() => 'sealed', () => 'failed')

/** `null`: no such form is loaded, and none was entered. */
export function paperOf(
  sides: OwnSides, room: RoomId, client: string, instruments: readonly Instrument[], sessions: readonly OneSession[], now: number,
): PaperProps | null {
  const totals = totalsOf(sides, room, instruments)
  const mayBe = forPaper(instruments, new Date(now).toISOString().slice(0, 10))
  if (mayBe.length === 0 && totals.length === 0) return null
  const plain = ({ session, at, questionnaire, total }: OneTotal): PaperTotal => ({ session: session as SessionId, at, questionnaire, total })
  return {
    client, sessions, totals, instruments: mayBe,
    onEnter: ({ id, at }, questionnaire, total) => sealed(sides.enter(room, { session: id as SessionId, at, questionnaire, total })),
    onRemove: (one) => sealed(sides.takeAway(room, plain(one))),
  }
}
