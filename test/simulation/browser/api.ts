/** The app's HTTP interface over the schedule's processes: slow, and at times without an answer (`client/src/lib/api.ts`). */
import { SECOND } from '@fermata/shared/clock'
import type { RoomId } from '@fermata/shared/ids'
import { refuse, type Result } from '@fermata/shared/result'
import type { Api } from '../../../client/src/lib/api.ts'
import { copied } from '../world/copied.ts'
import type { OwnTime } from '../world/time.ts'
import type { World } from '../world/world.ts'

const ANSWER_WITHIN = 20 * SECOND

/** What a client's page asks for, each with the proof of its link. */
export function apiOf(world: Pick<World, 'dice' | 'pick'>, time: OwnTime, room: RoomId): Api {
  const { dice } = world
  const unavailable = refuse({ code: 'unavailable', retryAfterMs: SECOND } as const)
  const wait = (): Promise<void> => new Promise((resolve) => void time.after(dice.between(2, 25), resolve))
  return {
    get: () => Promise.resolve(unavailable),
    send: async (_method, path, body) => {
      await wait()
      const node = world.pick()
      if (node === null) return unavailable
      // A process that dies answers nothing any more.
      const late = new Promise<typeof unavailable>((resolve) => void time.after(ANSWER_WITHIN, () => resolve(unavailable)))
      const answer: Result<unknown> = await Promise.race([node.request(room, path, copied(body)), late])
      await wait()
      return answer.ok ? { ok: true, value: copied(answer.value) as never } : answer
    },
  }
}
