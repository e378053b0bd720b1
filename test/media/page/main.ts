/** Two ends of one call in one page, on a signal wire that a test can cut, tap and bend. */
import { createDevices } from '../../../client/src/media/devices/devices.ts'
import { watchLevel } from '../../../client/src/media/devices/level-meter.ts'
import { playTestSound } from '../../../client/src/media/devices/test-sound.ts'
import { Scope } from '../../../client/src/lib/scope.ts'
import { clock, waiting } from './clock.ts'
import { makeEnd } from './end.ts'
import type { End, EndOptions } from './end.ts'
import type { Side } from './wire.ts'
import { Wire } from './wire.ts'

const wire = new Wire()
const ends: Partial<Record<Side, End>> = {}

function end(side: Side): End {
  const found = ends[side]
  if (found === undefined) throw new Error(`no ${side}`)
  return found
}

const lab = {
  createDevices, watchLevel, playTestSound, Scope, clock, waiting, wire,
  end,
  /** A new page load of one side: a new link, a new certificate. */
  async open(side: Side, options: EndOptions = {}): Promise<End> {
    ends[side] = await makeEnd(side, wire, options)
    return end(side)
  },
  async openBoth(options: EndOptions = {}): Promise<void> {
    await Promise.all([lab.open('caller', options), lab.open('answerer', options)])
  },
  /** Knock, Admit, grant: as the session does it. */
  async connect(patience = 500): Promise<void> {
    const offer = await end('caller').link.prepareOffer(patience)
    await end('answerer').link.prepareAnswer(offer)
    end('caller').link.begin(end('answerer').link.release())
  },
  /** The page of one side is gone, as in a reload; the other side is not told in any other way. */
  vanish(side: Side): void {
    end(side).link.close()
  },
}

export type Lab = typeof lab
Object.assign(globalThis, { lab })
