/** The word of a tab that has gone by the time it arrives: taken if its resume token shows that it sat there. */
import { type CommandId, type DeviceId, type RoomId } from '@fermata/shared/ids'
import type { Envelope } from '@fermata/shared/protocol'
import { refuse, type Result } from '@fermata/shared/result'
import type { TokenHash } from '@fermata/shared/session'
import type { Done } from './envelopes.ts'
import type { RoomService } from './service.ts'

export interface Word {
  device: DeviceId
  /** SHA-256 of the token that the tab would have shown next. */
  proof: TokenHash
  epoch: number
  envelope: Envelope
  command: CommandId
}

/** As a `post` of the tab that holds the client's seat; `displaced` for anybody who cannot prove to be that one. */
export async function lastWord(rooms: RoomService, room: RoomId, word: Word): Promise<Result<Done>> {
  const now = await rooms.now(room)
  if (now === null) return refuse({ code: 'noSuchRoom' })
  const { client } = now.state
  const { device, proof, epoch, envelope, command } = word
  const proven = client.held && client.device === device && (client.resume.current === proof || client.resume.previous === proof)
  if (!proven) return refuse({ code: 'displaced' })
  return rooms.envelopes.post(room, { seat: 'client', device }, epoch, envelope, command)
}
