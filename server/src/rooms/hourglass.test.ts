import { HOUR, MINUTE } from '@fermata/shared/clock'
import type { CommandId, EnvelopeId, SessionId } from '@fermata/shared/ids'
import { CLIENT, THERAPIST } from '@fermata/shared/ids'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { type Ear, name, openSeatedBench, type SeatedBench } from '../../../test/support/practice/room-bench.ts'
import { client, DESK, finish, reopen, resume, TAB, therapist } from '../../../test/support/session/bench.ts'

let bench: SeatedBench
let desk: Ear
let tab: Ear
let session: SessionId
beforeEach(async () => {
  bench = await openSeatedBench()
  ;({ session, desk, tab } = bench)
})
afterEach(() => bench.dispose())

const you = () => (tab.last?.for === 'client' ? tab.last.you : null)
const theirs = () => (desk.last?.for === 'therapist' ? desk.last.session : null)
const stored = async () => JSON.stringify((await bench.store.rooms.load(bench.room))?.document)
const turn = async (by: number) => {
  bench.clock.advance(by)
  await bench.idle()
}
/** Time passes, and does something that both are shown. */
const timeIsUp = async (by: number) => {
  const version = desk.last?.version ?? 0
  bench.clock.advance(by)
  await desk.until((view) => view.version > version)
  await bench.idle()
}
/** Both stay connected for so long. */
const stay = async (minutes: number) => {
  bench.presence.start()
  for (let n = 0; n < minutes; n++) await turn(MINUTE)
  bench.presence.stop()
}
const fact = async () => {
  const epoch = (await bench.rooms.now(bench.room))?.state.client.epoch ?? 0
  const id = name<EnvelopeId>()
  const envelope = {
    v: 1, id, session, grant: 'grant' as never, from: CLIENT, to: THERAPIST, class: 'fact', seq: 1, box: 'AAAA',
  } as const
  return bench.rooms.envelopes.post(bench.room, { seat: 'client', device: TAB }, epoch, envelope, id as string as CommandId)
}

describe('an end', () => {
  test('RO30 both are shown until when it can be undone, and of the wishes only their own', async () => {
    await bench.run(finish(DESK, session))
    const until = bench.clock.now() + 2 * MINUTE
    expect([you(), theirs()]).toMatchObject([{ reopening: { until, asked: 'byNobody' } }, { reopening: { until, asked: 'byNobody' } }])
    const heard = desk.heard.length
    await bench.run(reopen('client', session))
    expect([you(), theirs()]).toMatchObject([{ reopening: { asked: 'byYou' } }, { reopening: { asked: 'byNobody' } }])
    expect(JSON.stringify(desk.heard.slice(heard))).not.toContain('byYou')
    await bench.run(reopen('therapist', session))
    expect([you()?.standing, theirs()?.phase]).toEqual(['seated', 'inProgress'])
    expect(you()).toMatchObject({ epoch: 3, grant: { box: 'box of grant' }, therapist: { state: 'here' } })
  })

  test('RO30 two minutes later it is for good: both are shown so, and what it took to go on is let go, though nobody asks', async () => {
    await bench.run(finish(DESK, session))
    await bench.run(reopen('therapist', session))
    expect(await stored()).toContain('kept')
    await turn(2 * MINUTE - 1)
    expect(theirs()).toMatchObject({ reopening: { asked: 'byYou' } })
    await timeIsUp(1)
    expect([you(), theirs()]).toMatchObject([{ standing: 'over', reopening: null }, { phase: 'finished', reopening: null }])
    expect(await stored()).not.toContain('kept')
    expect(bench.timers()).toBe(0)
  })

  test('RO29 the log of a session that goes on stays, and is let go two hours after its last end', async () => {
    await fact()
    await bench.run(finish(DESK, session))
    for (const by of ['client', 'therapist'] as const) await bench.run(reopen(by, session))
    await stay(150)
    expect((await bench.store.rooms.read(bench.room, session, 0, 9)).head).toBe(1)
    expect(await fact()).toMatchObject({ ok: true, value: { at: 2 } })
    await bench.run(finish(DESK, session))
    bench.clock.advance(2 * HOUR)
    expect((await bench.store.rooms.read(bench.room, session, 0, 9)).head).toBe(0)
  })
})

describe('a session without media', () => {
  test('RO31 ends four hours after admission, with both here and nobody asking; both are shown so', async () => {
    await stay(4 * 60 - 1)
    expect([you()?.standing, theirs()?.phase]).toEqual(['seated', 'inProgress'])
    await timeIsUp(MINUTE)
    expect([you(), theirs()]).toMatchObject([
      { standing: 'over', by: 'lapse', reopening: null }, { phase: 'finished', by: 'lapse', reopening: null },
    ])
    expect(bench.timers()).toBe(0)
  })

  test('RO31 goes on while a page says that media flow, and for a quarter of an hour after', async () => {
    await stay(4 * 60 - 1)
    await bench.run(therapist({ type: 'flowing', session }))
    await stay(10)
    await bench.run(client({ type: 'flowing', session }))
    await stay(14)
    expect(theirs()?.phase).toBe('inProgress')
    await timeIsUp(MINUTE)
    expect(theirs()).toMatchObject({ phase: 'finished', by: 'lapse' })
  })

  test('RO32 whoever comes to a session that time has ended finds it over, unless media flowed all the while', async () => {
    const away = async () => {
      await bench.rooms.left(bench.room, tab)
      await bench.rooms.left(bench.room, desk)
      bench.clock.advance(31 * MINUTE)
    }
    await away()
    const flowing = { ...resume('token of tab', 'second'), media: 'flowing' } as const
    await bench.run(flowing)
    expect((await bench.rooms.now(bench.room))?.state).toMatchObject({ session: { phase: 'inProgress' }, client: { epoch: 1 } })
    await away()
    await bench.run(resume('second', 'third'))
    expect((await bench.rooms.now(bench.room))?.state).toMatchObject({ session: { phase: 'finished', by: 'lapse' } })
  })
})
