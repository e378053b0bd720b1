/**
 * A server that is killed around the saving of a reflection, while the app's own sending code runs against it: what
 * was called saved is on the disk, and what was not is still kept in the browser and saved later.
 */
import { MINUTE } from '@fermata/shared/clock'
import { CLIENT, type GrantId, type RoomId } from '@fermata/shared/ids'
import { type ClientStanding, ReflectionList, type StoredReflection } from '@fermata/shared/protocol'
import { NOTHING_ANSWERED, type Reflection } from '@fermata/shared/reflection'
import * as v from 'valibot'
import { describe, expect, onTestFinished, test } from 'vitest'
import { reflectionPsk } from '../../client/src/crypto/door/grant.ts'
import { authHash, newLink } from '../../client/src/crypto/door/link.ts'
import { openReflection, sessionKey } from '../../client/src/crypto/sealed/reflection.ts'
import { newTherapist, secret, seeded } from '../../client/src/crypto/testing/fixtures.ts'
import { comesTrue } from '../../client/src/lib/comes-true.ts'
import { httpApi } from '../../client/src/lib/api.ts'
import { memoryKeep, memoryKeys } from '../../client/src/lib/keep.ts'
import { observable } from '../../client/src/lib/observable.ts'
import { keepInvitation } from '../../client/src/reflection/client/invite.ts'
import { LookBack } from '../../client/src/reflection/client/look-back.ts'
import { OwnPast } from '../../client/src/reflection/client/own-past.ts'
import type { DoorState } from '../../client/src/session/client/door.ts'
import { deviceOf } from '../../client/src/session/tab.ts'
import { fresh, openPractice } from '../support/practice/therapist.ts'
import { letIn, visit } from '../support/practice/visit.ts'
import { realClock } from '../support/real-clock.ts'
import { startRedis } from '../support/redis-server.ts'
import { startServer } from '../support/server.ts'

const KILLS = Number(process.env['KILLS'] ?? 20)
const SEED = Number(process.env['SEED'] ?? 20261124)
const random = seeded(SEED)
/** The moment of a kill, drawn from up to `most` ms: nothing is waited for in it, whatever happens meanwhile is cut. */
const moment = (most: number): Promise<void> =>
  new Promise((resolve) => void realClock.after(((random.bytes(1)[0] ?? 0) / 255) * most, resolve))
/** The app's own patience, a hundred times as short. */
const hurried = { ...realClock, after: (delay: number, act: () => void) => realClock.after(delay / 100, act) }

describe.each(['embedded', 'Redis'] as const)(`a server killed around a saving, %s store, seed ${SEED}`, (store) => {
  test(`RF38 loses none in ${KILLS} kills, whether the page stays or is opened anew`, { timeout: 60_000 + KILLS * 10_000 }, async () => {
    const redis = store === 'Redis' ? await startRedis() : null
    const server = await startServer(redis === null ? {} : { redisUrl: redis.url })
    onTestFinished(async () => {
      await server.dispose()
      await redis?.dispose()
    })
    const therapist = await openPractice(server.origin, server.setupLink)
    const [{ keys: therapistKeys, welcome }, room] = [await newTherapist(), fresh<RoomId>()]
    const link = await newLink(random, room)
    await therapist.call('POST', '/rooms', {
      room, link: link.id, authHash: await authHash(link.auth), bundle: { rev: 1, box: 'AAAA' },
    })
    const desk = await therapist.desk()
    const visitor = await visit(server.origin, { room, link: link.id, auth: link.auth, box: 'AAAA' })
    const { session } = await letIn(desk, visitor)
    await desk.ask({ type: 'finish', session })
    const over = await visitor.tab.standing('over')
    for (const tab of [desk, visitor.tab]) tab.close()

    // What the browser keeps outlives its pages.
    const [held, tab, grant] = [new Map<string, unknown>(), memoryKeep(), fresh<GrantId>()]
    const keys = memoryKeys(held)
    await keepInvitation(keys, {
      room, session, grant, device: deviceOf(tab, random), admittedAt: over.endedAt, secret, keepKey: link.auth,
    })
    const fromOurPage: typeof fetch = (path, init) =>
      fetch(new URL(typeof path === 'string' ? path : '', server.origin), { ...init, headers: { ...init?.headers, origin: server.origin } })
    const api = httpApi(fromOurPage, realClock)
    const door = observable<DoorState>({ door: 'open', link, welcome })
    const parts = { room, api, keys, tab, clock: hurried, random, door }
    const open = (): LookBack =>
      new LookBack({ ...parts, ended: observable(true), invited: observable(null), past: new OwnPast(parts), standing: observable<ClientStanding | null>(over) })
    const saving = (page: LookBack) => {
      const state = page.state.get()
      return state.open === 'yes' ? state.saving : state.open
    }
    const saved = async (page: LookBack): Promise<void> =>
      expect(await comesTrue(page.state, () => saving(page) === 'saved', realClock, MINUTE), 'saved within a minute').toBe(true)
    const stored = async (): Promise<StoredReflection | undefined> => {
      const answer = await therapist.call('GET', `/rooms/${room}/reflections`)
      return v.parse(ReflectionList, await answer.json()).reflections[0]
    }
    const key = sessionKey(grant, await reflectionPsk(secret, grant))

    let [page, calledSaved] = [open(), 0]
    for (let rev = 1; rev <= KILLS; rev++) {
      const written: Reflection = {
        questionnaire: 'fermata-reflection|1', mode: 'line', answers: { ...NOTHING_ANSWERED, safe: (rev % 21) * 5 }, words: `The ${rev}th`,
        share: 'showAfter',
      }
      const sending = page.send(written)
      await moment(rev % 2 === 0 ? 40 : 12)
      await server.kill()
      expect(await sending).toBe(true)
      const before = saving(page)
      if (before === 'saved') calledSaved += 1
      await server.restart()
      // Nothing was left to send again: what was called saved must be there by itself.
      if (before === 'saved') expect((await stored())?.rev, `called saved before kill ${rev}`).toBe(rev)
      if (rev % 3 === 0) page = open()
      await saved(page)
      const kept = await stored()
      expect(kept?.rev).toBe(rev)
      if (kept === undefined) throw new Error('unreachable')
      const opened = await openReflection(therapistKeys, { room, session, seat: CLIENT, rev }, key, kept.box)
      expect(opened?.words).toBe(`The ${rev}th`)
    }
    console.info(`${store}: ${KILLS} kills, ${calledSaved} of them after it was called saved`)
  })
})
