import type { DeviceId, GrantId, KnockId, SessionId } from '@fermata/shared/ids'
import {
  type Circumstances, type ClientCommand, type Command, decide, evolve, newRoom, type RoomState, type TherapistCommand,
} from '@fermata/shared/session'

export const FIRST = 'session-1' as SessionId
export const NEXT = 'session-2' as SessionId
/** The therapist's devices and the clients' tabs of the tests. */
export const DESK = 'desk' as DeviceId
export const OTHER_DESK = 'other-desk' as DeviceId
export const TAB = 'tab' as DeviceId
export const OTHER_TAB = 'other-tab' as DeviceId

export const NOW = 1_800_000_000_000
export const circumstances = (more: Partial<Circumstances> = {}): Circumstances => ({
  now: NOW, nextSession: NEXT, clientLastSeen: NOW, lastHere: NOW, ...more,
})

export const therapist = (command: TherapistCommand, device = DESK): Command => ({
  by: 'therapist', device, ...command,
})
export const client = (command: ClientCommand, device = TAB): Command => ({ by: 'client', device, ...command })

export const knockOf = (device: DeviceId) => `knock of ${device}` as KnockId
export const knock = (device = TAB, session = FIRST, name = knockOf(device)): Command =>
  client({ type: 'knock', session, knock: name, box: `box of ${name}`, next: `token of ${device}` }, device)
export const admit = (device = TAB, grant = `grant for ${device}`, desk = DESK, session = FIRST): Command =>
  therapist(
    { type: 'admit', session, knock: knockOf(device), grant: grant as GrantId, box: `box of ${grant}`, kept: 'kept' },
    desk,
  )
export const turnAway = (device = TAB, session = FIRST): Command =>
  therapist({ type: 'turnAway', session, knock: knockOf(device) })
export const notice = (device = TAB, session = FIRST): Command =>
  therapist({ type: 'notice', session, knock: knockOf(device) })
export const soon = (device = TAB, session = FIRST): Command =>
  therapist({ type: 'soon', session, knock: knockOf(device) })
export const withdraw = (device = TAB, session = FIRST, by = device): Command =>
  client({ type: 'withdraw', session, knock: knockOf(device) }, by)
export const finish = (desk = DESK, session = FIRST): Command => therapist({ type: 'finish', session }, desk)
export const leave = (session = FIRST, tab = TAB): Command => client({ type: 'leave', session }, tab)
export const comeBack = (session = FIRST, tab = TAB): Command => client({ type: 'comeBack', session }, tab)
export const resume = (proof: string | null, next: string, tab = TAB): Command =>
  client({ type: 'resume', proof, next, media: 'none' }, tab)
export const reopen = (by: 'therapist' | 'client', session = FIRST): Command =>
  by === 'therapist' ? therapist({ type: 'reopen', session }) : client({ type: 'reopen', session })
export const enter = (desk = DESK): Command => therapist({ type: 'enter', media: 'none' }, desk)

/** The state after these commands, none of which may be refused. */
export function after(...commands: readonly Command[]): RoomState {
  return commands.reduce((state, command) => {
    const decision = decide(state, command, circumstances())
    if (!decision.ok) throw new Error(`${command.type} was refused: ${decision.refusal.code}`)
    return decision.value.reduce(evolve, state)
  }, newRoom(FIRST))
}

/** What one command makes of a state: the refusal's code, or the state after it. */
export function trying(state: RoomState, command: Command, given = circumstances()): RoomState | { code: string } {
  const decision = decide(state, command, given)
  return decision.ok ? decision.value.reduce(evolve, state) : decision.refusal
}

/** One state for each phase, and those in which somebody has left or waits beside the session. */
export const states = {
  planned: after(),
  arrived: after(knock()),
  inProgress: after(knock(), admit()),
  left: after(knock(), admit(), leave()),
  newcomer: after(knock(), admit(), knock(OTHER_TAB)),
  finished: after(knock(), admit(), finish()),
  reopened: after(knock(), admit(), finish(), reopen('therapist'), reopen('client')),
  cancelled: after(knock(), turnAway()),
}
