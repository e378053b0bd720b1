/** What the rules of a session share: the answers they give, and who sits where. */
import { ok, refuse, type Refusal, type Result } from '../result.ts'
import type { Command, SessionEvent } from './commands.ts'
import type { RoomState } from './state.ts'

export type Decision = Result<SessionEvent[]>
export type Of<Type extends Command['type']> = Extract<Command, { type: Type }>

/** What is asked for is so already. */
export const nothing: { ok: true; value: SessionEvent[] } = ok([])

type Reason = Extract<
  Refusal['code'], 'outOfPhase' | 'knockGone' | 'sessionOver' | 'displaced' | 'doorFull' | 'movedTooOften'
>
export const no = (code: Reason): Decision => refuse({ code })

/** Whether whoever asks holds their seat. */
export function sits(state: RoomState, { by, device }: Pick<Exclude<Command, { by: 'nobody' }>, 'by' | 'device'>): boolean {
  const hold = state[by]
  return hold.held && hold.device === device
}
