/**
 * How some schedules close: the session is ended and looked back on, then its room is erased, while its people still write
 * and processes die. Afterwards no byte of it may be left.
 */
import { type Millis, SECOND } from '@fermata/shared/clock'
import type { RoomId } from '@fermata/shared/ids'
import type { Disk } from './server/store-model.ts'
import { judgeWritten } from './verdict.ts'
import type { World } from './world/world.ts'

const WITHIN = 60 * SECOND

export async function close(world: World): Promise<void> {
  const { witness, rooms: [room] } = world
  const client = room?.clients.find(({ wants }) => wants === 'in')
  if (room === undefined || client === undefined) return
  world.mood = 'done'
  world.step('closing')
  const isOver = (): boolean => client.visit?.axes.get().standing === 'over'
  // Another desk of theirs may take the seat at the very tap: they tap where the session is.
  const end = (): void => void room.desks.find(({ meeting }) => meeting !== null)?.desk?.finish()
  if (!(await until(world, isOver, end))) return witness.breaks('L', 'a session could not be ended')
  // Their other device may have written as well, and the server keeps the one that counts higher.
  const write = (): void => {
    const saving = client.writing?.saving
    if (saving === 'nothing' || saving === 'refused') void client.writing?.write()
  }
  if (!(await until(world, () => client.writing?.isSaved === true, write))) return witness.breaks('L', 'a reflection was not saved')
  await judgeWritten(world)
  // Whoever writes now may be heard by the server in the middle of it, or after.
  void client.writing?.write()
  await world.time.run(world.time.now() + world.dice.between(0, 60))
  await eraseRoom(world, room.desks[0].room)
}

/** A room is erased; processes stall and die meanwhile. What was begun is finished at the next start. */
async function eraseRoom(world: World, room: RoomId): Promise<void> {
  const { time, dice, disk, witness } = world
  const therapist = world.rooms.find(({ practice }) => practice.rooms.includes(room))?.practice.cast.therapist
  if (therapist === undefined) return
  const content = contentOf(disk, room)
  const size = (): number => (disk.rooms.has(room) ? 1 : 0) + (disk.records.get(room)?.size ?? 0)
  const whole = size()
  let [isErased, isBegun] = [false, false]
  const ask = (): void => void world.pick()?.erase(therapist, room).then((done) => (isErased ||= done))

  const late = dice.percent(50) ? world.pick() : null
  late?.time.stop()
  ask()
  if (dice.percent(50)) {
    time.after(dice.between(0, 50), () => {
      isBegun = size() < whole
      for (const at of world.nodes.keys()) world.crash(at, 500)
    })
  }
  await time.run(time.now() + 3 * SECOND)
  late?.time.goOn()
  // It may die in the middle of what it does now.
  if (late !== null && dice.percent(30)) time.after(dice.between(0, 60), () => world.crash(world.nodes.indexOf(late), 500))
  if (isBegun && size() > 0) witness.breaks('I7', 'an erasure that was begun was not finished at the next start')
  await until(world, () => isErased, ask)
  await time.run(time.now() + 10 * SECOND)
  const left = disk.dump()
  if (!isErased || disk.rooms.has(room)) witness.breaks('L', 'a room could not be erased')
  else if (left.includes(room) || content.some((bytes) => left.includes(bytes))) witness.breaks('I7', 'something is left of an erased room')
}

/** Everything sealed that lies in a room. */
function contentOf(disk: Disk, room: RoomId): string[] {
  const sealed = disk.envelopes().flatMap((one) => (one.room === room ? [one.envelope.box] : []))
  const records = [...(disk.records.get(room)?.values() ?? [])].map(({ value }) => JSON.stringify(value).slice(1, -1))
  const state = disk.rooms.get(room)?.document.state ?? ''
  return [...sealed, ...records, ...[...state.matchAll(/"(?:box|kept)":"([^"]+)"/g)].map(([, box = '']) => box)]
}

/** Lets time pass until something is so, which somebody tries again and again; `false`: it never was. */
async function until({ time }: World, isSo: () => boolean, tries: () => void, patience: Millis = WITHIN): Promise<boolean> {
  const end = time.now() + patience
  while (time.now() < end && !isSo()) {
    tries()
    await time.run(time.now() + 3 * SECOND, isSo)
  }
  return isSo()
}
