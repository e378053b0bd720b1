import { useState } from 'react'
import type { Clock } from '@fermata/shared/clock'
import type { RoomId } from '@fermata/shared/ids'
import { readRecordFile, type RecordedNotes, type RecordedRoom } from '@fermata/shared/record'
import { sayAgain } from '../../record/agreed-in.ts'
import { takeIn, takeInWords } from '../../record/past.ts'
import type { RecordContent, RecordProps, TakeInState } from '../../screens/record/view.ts'
import type { OwnSides } from '../../reflection/therapist/own-sides.ts'
import type { OpenAccount } from '../../session/therapist/account.ts'
import type { Desk } from '../../session/therapist/desk.ts'

/** More than any file of ours has; a larger one is not read at all. */
const BYTES_AT_MOST = 64 * 1024 * 1024

interface Into {
  open: OpenAccount
  desk: Desk
  sides: OwnSides
  clock: Clock
}

/** A chosen file is read here, shown, and only then taken in. `lookAgain`: what there is has changed. */
export function useTakingIn(
  { open: { records }, desk, sides, clock }: Into, room: RoomId | 'all', content: RecordContent, lookAgain: () => void,
): RecordProps['takeIn'] {
  const [state, setState] = useState<TakeInState>({ state: 'nothing' })
  const [rooms, setRooms] = useState<readonly RecordedRoom[]>([])
  const read = async (file: Blob): Promise<void> => {
    setState({ state: 'working' })
    const text = file.size > BYTES_AT_MOST ? '' : await file.text().catch(() => '')
    const found = readRecordFile(text)
    if (!found.ok) return setState({ state: 'refused', problem: found.problem })
    setRooms(found.rooms)
    setState({ state: 'chosen', rooms: found.rooms.map(({ room: id, name, sessions, ownSides = [], totals = [], notes }) => ({ id, name, count: sessions.length, sides: ownSides.length, totals: totals.length, agreed: notes === undefined ? 'nothing' : 'something' })) })
  }
  const take = async (id: string): Promise<void> => {
    const chosen = rooms.find((one) => one.room === id)
    if (chosen === undefined || room === 'all' || content.record !== 'here') return
    setState({ state: 'working' })
    const here = new Set(content.rooms.flatMap(({ sessions }) => sessions.map(({ session }) => session)))
    const taken = await takeIn(records, room, chosen.sessions, here)
    const mine = new Set(sides.of(room).map(({ session }) => session))
    const own = (chosen.ownSides ?? []).filter(({ session }) => !mine.has(session))
    // A browser that may keep nothing says so; asking again does what is left.
    const kept = await Promise.all([...own.map((one) => sides.keep(room, one)), sides.enterNew(room, chosen.totals ?? [])]).then(() => true, () => false)
    const agreed = chosen.notes === undefined || (await takeInAgreed(room, chosen.notes)) === 'kept'
    setState(taken.ok && kept && agreed ? { state: 'taken', ...taken.value } : { state: 'notSaved' })
    lookAgain()
  }
  const takeInAgreed = async (into: RoomId, given: RecordedNotes): Promise<'kept' | 'notKept'> => {
    const [words, notes] = [await takeInWords(records, into, given), await desk.notesOf(into)]
    const said = notes === null ? 'notKept' : await sayAgain(notes, given, clock)
    return words.ok ? said : 'notKept'
  }
  return { state, onFile: (file) => void read(file), onTake: (id) => void take(id) }
}
