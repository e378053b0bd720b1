/**
 * Somebody with a forwarded link and a program of their own: knows every name there is, and asks for everything. The
 * server takes nothing of it but what any stranger at a door may ask.
 */
import { toBase64url } from '@fermata/shared/bytes'
import { type CommandId, type DeviceId, type EnvelopeId, type GrantId, type KnockId, newId, type SessionId } from '@fermata/shared/ids'
import { PROTOCOL_VERSION, type Up, type UpType } from '@fermata/shared/protocol'
import { readLink } from '../../../client/src/crypto/door/link.ts'
import { socketOver } from '../browser/socket.ts'
import type { MadeRoom } from '../world/practice.ts'
import { OwnTime } from '../world/time.ts'
import type { World } from '../world/world.ts'

/** Asking for these, a stranger is answered – with their own place at the door, or with nothing done. */
const HARMLESS: ReadonlySet<UpType> = new Set<UpType>(['attach', 'knock', 'withdraw', 'leave'])

export function attack(world: World, { room, fragment }: MadeRoom): void {
  const { dice, witness } = world
  const time = new OwnTime(world.time)
  const begin = async (): Promise<void> => {
    const link = await readLink(room, fragment)
    if (link === null) return
    const open = socketOver({
      time, world: world.time, dice, pick: () => world.pick(), onWire: () => undefined, onAsked: () => undefined,
      onTold: (message) => {
        if (message.type === 'envelope') witness.breaks('I4', 'an attacker was sent a message')
        const inside = message.type === 'view' && message.view.for === 'client' && ['seated', 'left', 'over'].includes(message.view.you.standing)
        if (inside) witness.breaks('I5', 'an attacker stands inside')
      },
      onAnswered: (asked, { outcome }) => {
        if (outcome !== 'refused' && !HARMLESS.has(asked.type)) witness.breaks('I5', `an attacker was obeyed: ${asked.type}`)
      },
    })
    const device = newId<DeviceId>(dice)
    const socket = open(() => ({ as: 'client', v: PROTOCOL_VERSION, device, nth: time.now(), room, link: link.id, auth: link.auth }))
    const ask = (): void => {
      void socket.ask(anything(world, room))
      time.after(dice.between(200, 2_500), ask)
    }
    time.after(500, ask)
  }
  time.after(0, () => void begin())
}

/** Any message there is, with the names that are in use. */
function anything(world: World, room: MadeRoom['room']): Up {
  const { dice, disk } = world
  const about = { room, command: newId<CommandId>(dice) }
  const state = JSON.parse(disk.rooms.get(room)?.document.state ?? '{}') as { session?: { id: SessionId; grants?: { grant: GrantId }[] } }
  const session = state.session?.id ?? newId<SessionId>(dice)
  const grant = state.session?.grants?.at(-1)?.grant ?? newId<GrantId>(dice)
  const knock = [...world.knockers.keys()].at(-1) ?? newId<KnockId>(dice)
  const secret = (): string => toBase64url(dice.bytes(32))
  const envelope = disk.envelopes().filter((one) => one.room === room).at(-1)?.envelope
  const messages: readonly [Up, ...Up[]] = [
    { ...about, type: 'attach', proof: secret(), next: secret(), media: 'flowing' },
    { ...about, type: 'attach', proof: null, next: secret(), media: 'none' },
    { ...about, type: 'enter', media: 'flowing' },
    { ...about, type: 'withdraw', session, knock },
    { ...about, type: 'notice', session, knock },
    { ...about, type: 'admit', session, knock, grant, box: 'AAAA', kept: 'AAAA' },
    { ...about, type: 'soon', session, knock },
    { ...about, type: 'turnAway', session, knock },
    { ...about, type: 'pull', session, after: 0 },
    { ...about, type: 'leave', session },
    { ...about, type: 'comeBack', session },
    { ...about, type: 'finish', session },
    { ...about, type: 'reopen', session },
    { ...about, type: 'flowing', session },
    { ...about, type: 'readNotes' },
    { ...about, type: 'writeNotes', rev: 1, box: 'A'.repeat(21_883) },
    ...(envelope === undefined ? [] : [{ ...about, type: 'post' as const, epoch: dice.between(1, 4), envelope: { ...envelope, id: newId<EnvelopeId>(dice) } }]),
  ]
  return dice.one(messages)
}
