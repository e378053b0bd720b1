/** Whether everything came right, and every promise was kept. */
import { checkIns, isFurther } from '@fermata/shared/check-in'
import { sameNotes } from '@fermata/shared/pair'
import type { Meeting } from '../../client/src/session/therapist/meeting.ts'
import { openStored } from '../../client/src/reflection/therapist/opening.ts'
import { reflectionsOf } from '../../server/src/reflections/keep.ts'
import { openModel } from './server/store-model.ts'
import type { ClientTab } from './people/client-tab.ts'
import type { TherapistTab } from './people/therapist-tab.ts'
import type { Practice } from './world/practice.ts'
import type { RoomCast, World } from './world/world.ts'

/** What has not come right yet in a room; `null` when all has. */
export function unsettled({ witness }: World, { desks, clients }: RoomCast): string | null {
  const desk = desks.find(({ wants }) => wants === 'in') ?? desks[0]
  const client = clients.find(({ wants }) => wants === 'in') ?? clients[0]
  const [theirs, mine] = [desk.meeting, client.meeting]
  if (theirs === null || mine === null) return `${theirs === null ? desk.name : client.name} is in no session`
  if (!client.isIn) return `${client.name} is not seated`
  if (client.visit?.axes.get().ended === true) return `it is over for ${client.name}, and not for ${desk.name}`
  // Whoever goes on after an end has said so: an end that nobody took back ends the session on each of their devices.
  for (const [one, of] of [[desk, theirs], [client, mine]] as const) if (of.call.pair.get().ended) return `the end still stands at ${one.name}, who goes on`
  if (theirs.call.link.state.get().state !== 'connected' || mine.call.link.state.get().state !== 'connected') return 'no picture'
  const talks = [theirs.call.correspondence, mine.call.correspondence] as const
  if (talks.some((talk) => talk.unsettled !== null)) return 'something was not taken by the server'
  if (talks.some((talk) => talk.finding.get() !== 'well')) return 'something is missing'
  if (!sameNotes(theirs.notes.notes.get(), mine.notes.notes.get())) return 'the two read different notes'
  if ([theirs, mine].some(({ notes }) => notes.keeping.get() !== 'kept')) return 'a note is not kept'
  const pressed = [...witness.presses].filter(([, press]) => press.page === mine.call).map(([fact]) => fact)
  const reached = new Map(checkIns(talks[1].journal.get()).map((one) => [one.fact, one]))
  const open = pressed.find((fact) => {
    const one = reached.get(fact)
    return one?.ended === 'no' && !isFurther(one.reached, 'behind')
  })
  if (open !== undefined) return `the check-in ${open} is on no screen`
  return notHere(desk, client) ?? clients.map((other) => notTold(other, client)).find((why) => why !== null) ?? null
}

/** Both are shown to each other as here. */
function notHere(desk: TherapistTab, client: ClientTab): string | null {
  const standing = client.visit?.standing.get()
  if (standing?.standing === 'seated' && standing.therapist.state !== 'here') return `${desk.name} is shown as ${standing.therapist.state}`
  const shown = desk.desk?.views.get().get(desk.room)?.client.state
  return shown === 'here' ? null : `${client.name} is shown as ${shown}`
}

/** A device that was displaced knows it, and has nothing of the session any more. */
function notTold(other: ClientTab, client: ClientTab): string | null {
  const { sat, visit } = other
  if (other === client || visit === null) return null
  if (other.meeting !== null) return `${other.name} was displaced and has the session still`
  return sat !== null && sat.device === other.device && sat.session === client.sat?.session ? `${other.name} was not told that it was displaced` : null
}

export async function judge(world: World): Promise<void> {
  const { witness, disk } = world
  const seen = new Set<string>()
  for (const { envelope } of disk.envelopes()) {
    if (seen.has(envelope.id)) witness.breaks('I1', `the message ${envelope.id} lies in a log twice`)
    seen.add(envelope.id)
  }
  for (const { desks, practice } of world.rooms) {
    const meeting = desks.map((desk) => desk.meeting).find((one) => one !== null)
    if (!meeting) continue
    // What was sealed for one room opens in no other, even if a server hands it over.
    await foreign(world, meeting, practice)
    for (const { fact } of checkIns(meeting.call.correspondence.journal.get())) {
      const press = witness.presses.get(fact)
      if (press !== undefined && !practice.rooms.includes(press.room)) witness.breaks('I6', 'what was sealed for one room opened in another')
    }
  }
}

/** Gives a session what was sealed in rooms of others, as a server could. */
async function foreign({ disk, time }: World, { call }: Meeting, { rooms }: Practice): Promise<void> {
  const others = disk.envelopes().filter(({ room }) => !rooms.some((own) => own === room)).slice(0, 3)
  for (const { envelope } of others) call.correspondence.receive({ at: null, envelope })
  await time.run(time.now() + 1)
}

/** What was called saved is there and opens at its therapist's alone; and nothing that was said can be read on the disk. */
export async function judgeWritten({ witness, disk, rooms, time }: World): Promise<void> {
  const store = openModel(disk, time)
  for (const { practice } of rooms) {
    const account = await practice.read()
    for (const room of practice.rooms) {
      const there = await reflectionsOf(store, room)
      const record = account?.records.room(room) ?? null
      if (account === null || record === null) return witness.breaks('bug', 'a vault does not open')
      for (const stored of there) {
        const known = record.sessions?.find(({ session }) => session === stored.session)
        const opened = await openStored(account, record, known, stored)
        if (opened === null || !witness.written.has(opened.words)) witness.breaks('I6', `a reflection does not open at its therapist’s: ${stored.psk}`)
        for (const other of rooms) {
          if (other.practice !== practice && (await openStored(other.practice.cast, record, known, stored)) !== null) witness.breaks('I6', 'a reflection opened for another')
        }
        for (const { rev, words } of witness.saved.filter((saved) => saved.session === stored.session)) {
          if (rev > stored.rev || (rev === stored.rev && words !== opened?.words)) witness.breaks('P2', 'what was saved was replaced by something older')
        }
      }
      const isLost = witness.saved.some((saved) => saved.room === room && there.every(({ session }) => session !== saved.session))
      if (isLost) witness.breaks('P2', 'a reflection that was called saved is gone')
    }
  }
  const text = disk.dump()
  if ([...witness.written, ...witness.noted, ...witness.presses.keys()].some((said) => text.includes(said))) witness.breaks('P5', 'what was said can be read on the disk')
}
