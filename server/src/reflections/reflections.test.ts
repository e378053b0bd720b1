import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Seat, SessionId } from '@fermata/shared/ids'
import { CLIENT, THERAPIST } from '@fermata/shared/ids'
import { OwnCopyList, ReflectionList, type StoredReflection } from '@fermata/shared/protocol'
import * as v from 'valibot'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { newSetupLink } from '../../../test/support/practice/setup-link.ts'
import {
  callAs, fresh, openPractice, secret, type TestLink, type TestTherapist,
} from '../../../test/support/practice/therapist.ts'
import { letIn, visit } from '../../../test/support/practice/visit.ts'
import { type ServerProcess, startServer } from '../../../test/support/server.ts'
import { taking } from './keep.ts'

let server: ServerProcess
let anna: TestTherapist
let bert: TestTherapist
beforeAll(async () => {
  server = await startServer()
  anna = await openPractice(server.origin, server.setupLink)
  bert = await openPractice(server.origin, await newSetupLink(server))
})
afterAll(() => server.dispose())

const boxOf = (letter: string) => letter.repeat(5_570)

/** A room whose session is in progress; `finish` ends it. */
async function inSession() {
  const link = await anna.makeRoom()
  const desk = await anna.desk()
  const visitor = await visit(server.origin, link)
  const { session } = await letIn(desk, visitor)
  const finish = async () => {
    await desk.ask({ type: 'finish', session })
    await visitor.tab.standing('over')
  }
  return { link, desk, visitor, session, finish, close: () => [desk, visitor.tab].forEach((tab) => tab.close()) }
}

async function ended() {
  const room = await inSession()
  await room.finish()
  return room
}

const put = (
  { room, link, auth }: TestLink, session: SessionId,
  more: Partial<{ seat: Seat; rev: number; psk: string; box: string; own: string | null; link: string; auth: string }> = {},
) =>
  callAs(server.origin, null)('PUT', `/rooms/${room}/reflections`, {
    link, auth, session, seat: CLIENT, rev: 1, psk: 'session', box: boxOf('A'), own: null, ...more,
  })
const codeOf = async (asked: Promise<Response>): Promise<string> => {
  const response = await asked
  const body = (await response.json()) as { refusal?: { code: string } }
  return response.status === 200 ? 'kept' : (body.refusal?.code ?? String(response.status))
}
const listed = async (by: TestTherapist, room: string): Promise<StoredReflection[]> =>
  v.parse(ReflectionList, await (await by.call('GET', `/rooms/${room}/reflections`)).json()).reflections

describe('a reflection is taken', () => {
  test('RF10 when its session has ended; before, it may be sent again later', async () => {
    const { link, session, finish, close } = await inSession()
    expect(await codeOf(put(link, session))).toBe('outOfPhase')
    await finish()
    expect(await codeOf(put(link, fresh<SessionId>()))).toBe('sessionOver')
    expect(await codeOf(put(link, session))).toBe('kept')
    close()
  })

  test('RF11 also when the next session has begun', async () => {
    const { link, desk, session, visitor, close } = await ended()
    visitor.tab.close()
    const again = await visit(server.origin, link)
    await letIn(desk, again)
    expect(await codeOf(put(link, session))).toBe('kept')
    again.tab.close()
    close()
  })

  test('RF12 a higher revision replaces, the same bytes again are harmless, all else is refused and changes nothing', async () => {
    const { link, session, close } = await ended()
    const sending = (rev: number, box: string, psk = 'session') => codeOf(put(link, session, { rev, box: boxOf(box), psk }))
    expect(await sending(2, 'A')).toBe('kept')
    expect(await sending(2, 'A')).toBe('kept')
    expect(await sending(2, 'B')).toBe('superseded')
    expect(await sending(2, 'A', 'link')).toBe('superseded')
    expect(await sending(1, 'C')).toBe('superseded')
    expect(await listed(anna, link.room)).toMatchObject([{ session, seat: CLIENT, rev: 2, psk: 'session', box: boxOf('A') }])
    expect(await sending(3, 'D', 'link')).toBe('kept')
    expect(await listed(anna, link.room)).toMatchObject([{ rev: 3, psk: 'link', box: boxOf('D') }])
    close()
  })

  test('RF12 of many sent at once the highest revision stays', async () => {
    const { link, session, close } = await ended()
    const revs = [3, 1, 5, 2, 4]
    const answers = await Promise.all(revs.map((rev) => codeOf(put(link, session, { rev, box: boxOf('ABCDEF'[rev] ?? '') }))))
    expect(answers[2]).toBe('kept')
    expect((await listed(anna, link.room)).map(({ rev }) => rev)).toEqual([5])
    close()
  })

  test('RF13 only in the one size, from revision 1, for the client’s own seat', async () => {
    const { link, session, close } = await ended()
    for (const wrong of [
      { box: 'A'.repeat(5_569) }, { box: 'A'.repeat(5_571) }, { box: '!'.repeat(5_570) }, { rev: 0 }, { rev: -1 }, { psk: 'base' },
    ]) {
      expect(await codeOf(put(link, session, wrong))).toBe('malformed')
    }
    expect(await codeOf(put(link, session, { seat: THERAPIST }))).toBe('notForYourSeat')
    expect(await listed(anna, link.room)).toEqual([])
    close()
  })

  test('RF14 from whoever proves the link; wrong in any way is answered as at the door', async () => {
    const { link, session, close } = await ended()
    const other = await anna.makeRoom()
    const whole = async (asked: Promise<Response>) => {
      const response = await asked
      return JSON.stringify([response.status, await response.text(), [...response.headers].filter(([name]) => name !== 'date')])
    }
    const answers = await Promise.all([
      whole(put(link, session, { auth: secret() })),
      whole(put(link, session, { link: fresh() })),
      whole(put(other, session, { link: link.link, auth: link.auth })),
      whole(put({ ...link, room: fresh() }, session)),
      whole(put({ ...link, room: 'not-an-id' as TestLink['room'] }, session)),
    ])
    expect(new Set(answers).size).toBe(1)
    expect(answers[0]).toContain('noSuchRoom')
    await anna.renew(link)
    expect(await codeOf(put(link, session))).toBe('noSuchRoom')
    expect(await listed(anna, link.room)).toEqual([])
    close()
  })

  test('RF15 answered only when it is on the disk: it is there after the server was killed', async () => {
    const { link, session } = await ended()
    expect(await codeOf(put(link, session))).toBe('kept')
    await server.kill()
    await server.restart()
    expect(await listed(anna, link.room)).toMatchObject([{ session, rev: 1 }])
  })
})

describe('beside a reflection', () => {
  const beside = (by: TestTherapist, room: string, session: SessionId, more: object = {}) =>
    codeOf(by.call('PUT', `/rooms/${room}/reflections/beside`, { session, seat: CLIENT, rev: 1, own: null, receipt: 'R'.repeat(80), ...more }))
  const copies = async ({ room, link, auth }: TestLink) =>
    v.parse(OwnCopyList, await (await callAs(server.origin, null)('POST', `/rooms/${room}/reflections/own`, { link, auth })).json()).copies

  test('RF41 once the therapist has opened it, it can be replaced no more; the receipt names the one revision that stands', async () => {
    const { link, session, close } = await ended()
    expect(await beside(anna, link.room, session)).toBe('superseded')
    await put(link, session)
    expect(await beside(anna, link.room, session, { rev: 2 })).toBe('superseded')
    expect(await codeOf(put(link, session, { rev: 2, box: boxOf('B') }))).toBe('kept')
    expect(await beside(anna, link.room, session)).toBe('superseded')
    expect(await beside(anna, link.room, session, { rev: 2 })).toBe('kept')
    expect(await codeOf(put(link, session, { rev: 3, box: boxOf('C') }))).toBe('alreadyRead')
    expect(await codeOf(put(link, session, { rev: 2, box: boxOf('B') }))).toBe('kept')
    expect(await listed(anna, link.room)).toMatchObject([{ rev: 2, box: boxOf('B'), own: 'none', receipt: 'there' }])
    close()
  })

  test('RF41 opened and replaced at the same moment, one of the two holds', async () => {
    const { link, session, close } = await ended()
    await put(link, session)
    const [opened, replaced] = await Promise.all([
      beside(anna, link.room, session), codeOf(put(link, session, { rev: 2, box: boxOf('B') })),
    ])
    expect([['kept', 'alreadyRead'], ['superseded', 'kept']]).toContainEqual([opened, replaced])
    close()
  })

  test('RF42 lies the client’s own copy, which goes with its revision and is handed to whoever proves the link', async () => {
    const { link, session, close } = await ended()
    const copyOf = (letter: string) => letter.repeat(5_499)
    await put(link, session, { own: copyOf('O') })
    expect(await copies(link)).toMatchObject([{ session, seat: CLIENT, rev: 1, own: copyOf('O'), receipt: null }])
    await put(link, session, { rev: 2, psk: 'link' })
    expect(await copies(link)).toMatchObject([{ rev: 2, own: null }])
    await beside(anna, link.room, session, { rev: 2, own: copyOf('P') })
    expect(await copies(link)).toMatchObject([{ rev: 2, own: copyOf('P'), receipt: 'R'.repeat(80) }])
    expect(await codeOf(callAs(server.origin, null)('POST', `/rooms/${link.room}/reflections/own`, { link: link.link, auth: secret() }))).toBe('noSuchRoom')
    close()
  })

  test('RF42 only its room’s therapist lays anything there', async () => {
    const { link, session, close } = await ended()
    await put(link, session)
    expect(await beside(bert, link.room, session)).toBe('noSuchRoom')
    expect(await beside(anna, fresh<string>(), session)).toBe('noSuchRoom')
    const stranger = callAs(server.origin, null)('PUT', `/rooms/${link.room}/reflections/beside`, { session, seat: CLIENT, rev: 1, own: null, receipt: null })
    expect(await codeOf(stranger)).toBe('signedOut')
    expect(await beside(anna, link.room, session, { receipt: 'R'.repeat(79) })).toBe('malformed')
    close()
  })
})

describe('a reflection is handed out', () => {
  test('RF16 to its room’s therapist alone; for others the room is not there', async () => {
    const { link, session, close } = await ended()
    await put(link, session)
    expect(await listed(anna, link.room)).toHaveLength(1)
    expect(await codeOf(bert.call('GET', `/rooms/${link.room}/reflections`))).toBe('noSuchRoom')
    expect(await codeOf(anna.call('GET', `/rooms/${fresh<string>()}/reflections`))).toBe('noSuchRoom')
    expect(await codeOf(callAs(server.origin, null)('GET', `/rooms/${link.room}/reflections`))).toBe('signedOut')
    close()
  })

  test('RF17 until the room is erased: then none is left and none is taken', async () => {
    const { link, session, close } = await ended()
    await put(link, session)
    await anna.call('DELETE', `/rooms/${link.room}`)
    expect(await codeOf(put(link, session, { rev: 2 }))).toBe('noSuchRoom')
    expect(await codeOf(anna.call('GET', `/rooms/${link.room}/reflections`))).toBe('noSuchRoom')
    close()
  })

  test('RF18 nothing of it is logged', async () => {
    const { link, session, close } = await ended()
    await put(link, session, { box: boxOf('Q') })
    await anna.call('GET', `/rooms/${link.room}/reflections`)
    const { DATA_DIR = '' } = server.environment
    const canary = 'Q'.repeat(60)
    expect(server.output()).not.toContain(canary)
    const files = await readdir(DATA_DIR, { recursive: true, withFileTypes: true })
    const texts = await Promise.all(files.filter((file) => file.isFile()).map((file) => readFile(join(file.parentPath, file.name))))
    expect(texts.some((bytes) => bytes.includes(canary)), 'the store has it, so the canary is one').toBe(true)
    close()
  })
})

test('RF12 what becomes of one beside another', () => {
  const stored = { session: 's' as SessionId, seat: CLIENT, rev: 4, psk: 'session', box: 'a', own: null, at: 1, receipt: null } as const
  expect(taking(null, stored)).toBe('replace')
  expect([3, 4, 5].map((rev) => taking(stored, { ...stored, rev }))).toEqual(['superseded', 'same', 'replace'])
  expect(taking(stored, { ...stored, box: 'b' })).toBe('superseded')
  const opened = { ...stored, receipt: 'r' }
  expect([3, 4, 5].map((rev) => taking(opened, { ...stored, rev }))).toEqual(['superseded', 'same', 'alreadyRead'])
})
