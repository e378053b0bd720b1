/**
 * What the server does with each message: an exhaustive table, where a missing handler does not compile. A handler
 * calls the room service as whoever the connection is and returns a result; it neither parses nor acknowledges.
 */
import type { DeviceId } from '@fermata/shared/ids'
import type { Delivered, StoredNotes, UpOf, UpType } from '@fermata/shared/protocol'
import { refuse, type Result } from '@fermata/shared/result'
import type { Actor, ClientCommand, TherapistCommand } from '@fermata/shared/session'
import { hashOf } from '../auth/hash.ts'
import type { RoomService } from '../rooms/service.ts'

/** Who speaks, from the server's own record of the connection. */
export interface Speaker {
  as: 'therapist' | 'client'
  device: DeviceId
  /** A client that has attached, a therapist who is in this room: whether views show this tab as itself. */
  readonly present: boolean
  /** From now on this tab is shown as itself in `room`. */
  becomePresent(): void
}

export type Answer = { at: number | null } | { entries: Delivered[]; head: number } | { notes: StoredNotes | null }
type Handler<Type extends UpType> = (
  rooms: RoomService,
  speaker: Speaker,
  message: UpOf<Type>,
) => Promise<Result<Answer>>

/**
 * After these the gateway shows the room to everybody in it, changed or not: a tab is there that was not before. Not
 * earlier, or a client would for a moment be shown a therapist who admitted them and is not connected.
 */
export const SHOWN_AFTER: ReadonlySet<string> = new Set<UpType>(['attach', 'enter', 'admit'])

const actorOf = ({ as, device }: Speaker): Actor => ({ seat: as, device })

const notYours = Promise.resolve(refuse({ code: 'notForYourSeat' } as const))

/** A client is taken for a tab only once it has shown that it is it; a desk needs no seat for what is asked so. */
const mayAsk = ({ as, present }: Speaker): boolean => as === 'therapist' || present

type About = Pick<UpOf<UpType>, 'room' | 'command'>

const asTherapist = (rooms: RoomService, { as, device }: Speaker, about: About, command: TherapistCommand) => {
  if (as !== 'therapist') return notYours
  const show = SHOWN_AFTER.has(command.type) ? 'callerShows' : 'show'
  return rooms.run(about.room, { by: 'therapist', device, ...command }, about.command, show)
}

const asClient = (rooms: RoomService, { as, device, present }: Speaker, about: About, command: ClientCommand) =>
  as === 'client' && present ? rooms.run(about.room, { by: 'client', device, ...command }, about.command) : notYours

/** What either seat may ask, as whoever the connection is. */
const asEither = (
  rooms: RoomService, speaker: Speaker, about: About, command: Extract<TherapistCommand, { type: ClientCommand['type'] }>,
) => (speaker.as === 'therapist' ? asTherapist(rooms, speaker, about, command) : asClient(rooms, speaker, about, command))

/** Becomes present if the command went well. */
async function thenPresent(speaker: Speaker, done: Promise<Result<Answer>>) {
  const result = await done
  if (result.ok) speaker.becomePresent()
  return result
}

export const handlers: { [Type in UpType]: Handler<Type> } = {
  attach: (rooms, speaker, message) => {
    if (speaker.as !== 'client') return notYours
    const command = {
      by: 'client',
      device: speaker.device,
      type: 'resume',
      proof: message.proof === null ? null : hashOf(message.proof),
      next: message.next,
      media: message.media,
    } as const
    return thenPresent(speaker, rooms.run(message.room, command, message.command, 'callerShows'))
  },
  enter: (rooms, speaker, message) =>
    thenPresent(speaker, asTherapist(rooms, speaker, message, { type: 'enter', media: message.media })),
  admit: (rooms, speaker, message) => {
    const { session, knock, grant, box, kept } = message
    const command = { type: 'admit', session, knock, grant, box, kept } as const
    return thenPresent(speaker, asTherapist(rooms, speaker, message, command))
  },
  notice: (rooms, speaker, message) =>
    asTherapist(rooms, speaker, message, { type: 'notice', session: message.session, knock: message.knock }),
  soon: (rooms, speaker, message) =>
    asTherapist(rooms, speaker, message, { type: 'soon', session: message.session, knock: message.knock }),
  turnAway: (rooms, speaker, message) =>
    asTherapist(rooms, speaker, message, { type: 'turnAway', session: message.session, knock: message.knock }),
  finish: (rooms, speaker, message) =>
    asTherapist(rooms, speaker, message, { type: 'finish', session: message.session }),
  knock: (rooms, speaker, message) => {
    const { session, knock, box, next } = message
    return asClient(rooms, speaker, message, { type: 'knock', session, knock, box, next })
  },
  withdraw: (rooms, speaker, message) =>
    asClient(rooms, speaker, message, { type: 'withdraw', session: message.session, knock: message.knock }),
  comeBack: (rooms, speaker, message) =>
    asClient(rooms, speaker, message, { type: 'comeBack', session: message.session }),
  leave: (rooms, speaker, message) => asEither(rooms, speaker, message, { type: 'leave', session: message.session }),
  reopen: (rooms, speaker, message) => asEither(rooms, speaker, message, { type: 'reopen', session: message.session }),
  flowing: (rooms, speaker, message) => asEither(rooms, speaker, message, { type: 'flowing', session: message.session }),
  post: (rooms, speaker, { room, epoch, envelope, command }) =>
    speaker.present ? rooms.envelopes.post(room, actorOf(speaker), epoch, envelope, command) : notYours,
  pull: (rooms, speaker, { room, session, after }) =>
    speaker.present ? rooms.envelopes.pull(room, actorOf(speaker), session, after) : notYours,
  readNotes: (rooms, speaker, { room }) => mayAsk(speaker) ? rooms.notes.read(room, actorOf(speaker)) : notYours,
  writeNotes: (rooms, speaker, { room, rev, box }) =>
    mayAsk(speaker) ? rooms.notes.write(room, actorOf(speaker), { rev, box }) : notYours,
}

/** Hands a parsed message to its handler. */
export function dispatch(rooms: RoomService, speaker: Speaker, message: UpOf<UpType>): Promise<Result<Answer>> {
  const handler = handlers[message.type] as Handler<UpType>
  return handler(rooms, speaker, message)
}
