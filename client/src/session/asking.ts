/** Sending commands until they are answered: a lost acknowledgement is asked for again under the same command id. */
import { type CommandId, newId, type RandomSource, type RoomId } from '@fermata/shared/ids'
import type { Ack, Up, UpOf, UpType } from '@fermata/shared/protocol'
import { refuse, retryOf, type Result, ok } from '@fermata/shared/result'
import type { Clock } from '@fermata/shared/clock'
import type { Signalling } from '../signalling/port.ts'
import type { ServerTime } from './server-time.ts'

/** What a command says besides its id and room. */
export type CommandBody<Type extends UpType = UpType> = Type extends UpType ? Omit<UpOf<Type>, 'command' | 'room'> : never

const TRY_AGAIN_AFTER = 500

export class Asking {
  constructor(
    private readonly signalling: Pick<Signalling, 'ask'>,
    private readonly clock: Clock,
    private readonly random: RandomSource,
    private readonly time: ServerTime,
  ) {}

  /**
   * Asks until the server has answered for good, or `patience` ms have passed (then the refusal is `unavailable`,
   * and it is not known whether it happened). No longer than it is `wanted`.
   */
  async ask(
    room: RoomId,
    body: CommandBody,
    patience: number,
    wanted: () => boolean = () => true,
  ): Promise<Result<Exclude<Ack, { outcome: 'refused' }>>> {
    const message: Up = { ...body, command: newId<CommandId>(this.random), room }
    const until = this.clock.elapsed() + patience
    for (;;) {
      const ack = await this.signalling.ask(message)
      if (ack !== null) {
        this.time.observe(ack.now)
        if (ack.outcome !== 'refused') return ok(ack)
        if (retryOf(ack.refusal) !== 'later') return refuse(ack.refusal)
      }
      if (this.clock.elapsed() >= until || !wanted()) return refuse({ code: 'unavailable', retryAfterMs: TRY_AGAIN_AFTER })
      await new Promise<void>((resolve) => this.clock.after(TRY_AGAIN_AFTER, resolve))
    }
  }
}
