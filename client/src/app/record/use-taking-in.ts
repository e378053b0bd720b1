import { useState } from 'react'
import type { RoomId } from '@fermata/shared/ids'
import { readRecordFile, type RecordedRoom } from '@fermata/shared/record'
import { takeIn } from '../../record/past.ts'
import type { RecordContent, RecordProps, TakeInState } from '../../screens/record/view.ts'
import { keyOf } from '../../reflection/own-side-parts.ts'
import type { OwnSides } from '../../reflection/own-sides.ts'
import type { OpenAccount } from '../../session/therapist/account.ts'

/** More than any file of ours has; a larger one is not read at all. */
const BYTES_AT_MOST = 64 * 1024 * 1024

/** A chosen file is read here, shown, and only then taken in. `lookAgain`: what there is has changed. */
export function useTakingIn(
  { records }: OpenAccount, sides: OwnSides, room: RoomId | 'all', content: RecordContent, lookAgain: () => void,
): RecordProps['takeIn'] {
  const [state, setState] = useState<TakeInState>({ state: 'nothing' })
  const [rooms, setRooms] = useState<readonly RecordedRoom[]>([])
  const read = async (file: Blob): Promise<void> => {
    setState({ state: 'working' })
    const text = file.size > BYTES_AT_MOST ? '' : await file.text().catch(() => '')
    const found = readRecordFile(text)
    if (!found.ok) return setState({ state: 'refused', problem: found.problem })
    setRooms(found.rooms)
    setState({ state: 'chosen', rooms: found.rooms.map(({ room: id, name, sessions, ownSides = [], totals = [] }) => ({ id, name, count: sessions.length, sides: ownSides.length, totals: totals.length })) })
  }
  const take = async (id: string): Promise<void> => {
    const chosen = rooms.find((one) => one.room === id)
    if (chosen === undefined || room === 'all' || content.record !== 'here') return
    setState({ state: 'working' })
    const here = new Set(content.rooms.flatMap(({ sessions }) => sessions.map(({ session }) => session)))
    const taken = await takeIn(records, room, chosen.sessions, here)
    const mine = new Set(sides.of(room).map(({ session }) => session))
    const own = (chosen.ownSides ?? []).filter(({ session }) => !mine.has(session))
    const entered = new Set(sides.totals(room).map(keyOf))
    const totals = (chosen.totals ?? []).filter((one) => !entered.has(keyOf(one)))
    // A browser that may keep nothing says so; asking again does what is left.
    const kept = await Promise.all([...own.map((one) => sides.keep(room, one)), ...totals.map((one) => sides.enter(room, one))]).then(() => true, () => false)
    setState(taken.ok && kept ? { state: 'taken', ...taken.value } : { state: 'notSaved' })
    lookAgain()
  }
  return { state, onFile: (file) => void read(file), onTake: (id) => void take(id) }
}
