import type { CommandId, DeviceId, EnvelopeId, GrantId, KnockId, SessionId } from '@fermata/shared/ids'
import { CLIENT, THERAPIST } from '@fermata/shared/ids'
import { type Envelope, PROTOCOL_VERSION } from '@fermata/shared/protocol'
import { type Address, nextConnection, openTab, type Tab } from './tab.ts'
import { fresh, secret, sha256, type TestLink } from './therapist.ts'

/** A client's tab: its connection, and the resume token that it would keep. */
export interface Visitor {
  tab: Tab
  device: DeviceId
  token: string
}

/** Opens a client's connection with this link; not attached yet. */
export function connectWith(origin: Address, { room, link, auth }: TestLink, device = fresh<DeviceId>()): Promise<Tab> {
  return openTab(origin, { as: 'client', v: PROTOCOL_VERSION, device, nth: nextConnection(), room, link, auth })
}

/** A tab that stands outside the door, attached. */
export async function visit(origin: Address, link: TestLink, device = fresh<DeviceId>()): Promise<Visitor> {
  const tab = await connectWith(origin, link, device)
  await tab.ask({ type: 'attach', proof: null, next: sha256(secret()), media: 'none' })
  return { tab, device, token: secret() }
}

/** The same tab after a reload: shows its token, and goes on where it was. */
export async function reload(origin: Address, link: TestLink, { device, token }: Visitor): Promise<Visitor> {
  const tab = await connectWith(origin, link, device)
  const next = secret()
  await tab.ask({ type: 'attach', proof: token, next: sha256(next), media: 'none' })
  return { tab, device, token: next }
}

/** Knocks, and waits until the server says that it waits. */
export async function knock({ tab, token }: Visitor): Promise<{ session: SessionId; knock: KnockId }> {
  const { session } = await tab.standing('outside')
  const name = fresh<KnockId>()
  await tab.ask({ type: 'knock', session, knock: name, box: 'AAAA', next: sha256(token) })
  await tab.standing('waiting')
  return { session, knock: name }
}

export interface Seated extends Visitor {
  session: SessionId
  knock: KnockId
  grant: GrantId
  epoch: number
}

/** A client who was let in from this desk. */
export async function letIn(desk: Tab, visitor: Visitor): Promise<Seated> {
  desk.room = visitor.tab.room
  const { session, knock: name } = await knock(visitor)
  const grant = fresh<GrantId>()
  await desk.ask({ type: 'admit', session, knock: name, grant, box: 'BBBB', kept: 'CCCC' })
  const { epoch } = await visitor.tab.standing('seated')
  await desk.view((view) => view.for === 'therapist' && view.session.session === session && view.client.state === 'here')
  return { ...visitor, session, knock: name, grant, epoch }
}

/** Something sealed, from one seat to the other. */
export function sealed(
  { session, grant }: Pick<Seated, 'session' | 'grant'>,
  by: 'therapist' | 'client',
  box = 'DDDD',
): { envelope: Envelope; command: CommandId } {
  const [from, to] = by === 'therapist' ? [THERAPIST, CLIENT] : [CLIENT, THERAPIST]
  const id = fresh<EnvelopeId>()
  const envelope: Envelope = { v: 1, id, session, grant, from, to, class: 'fact', seq: 1, box }
  return { envelope, command: id as string as CommandId }
}
