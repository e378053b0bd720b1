import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Tab } from '../../../../test/support/practice/tab.ts'
import {
  callAs, openPractice, type TestLink, type TestTherapist,
} from '../../../../test/support/practice/therapist.ts'
import {
  connectWith, knock, letIn, reload, sealed, type Seated, visit,
} from '../../../../test/support/practice/visit.ts'
import { type ServerProcess, startServer } from '../../../../test/support/server.ts'

let server: ServerProcess
let therapist: TestTherapist
let link: TestLink
let desk: Tab
let seated: Seated
beforeEach(async () => {
  server = await startServer()
  therapist = await openPractice(server.origin, server.setupLink)
  link = await therapist.makeRoom()
  desk = await therapist.desk()
  seated = await letIn(desk, await visit(server.origin, link))
})
afterEach(() => server.dispose())

describe('a server that ends', () => {
  test.each(['stopped', 'killed'] as const)('GW60 and comes back has lost nothing it acknowledged: %s', async (how) => {
    const facts = Array.from({ length: 5 }, () => sealed(seated, 'client'))
    for (const fact of facts) await seated.tab.ask({ type: 'post', epoch: 1, ...fact })
    const waits = await knock(await visit(server.origin, link))
    if (how === 'killed') await server.kill()
    else expect(await server.stop()).toBe(0)
    await desk.closed
    await server.restart()
    expect(server.setupLink).toBeNull()

    expect((await therapist.call('GET', '/account')).status).toBe(200)
    expect(await (await therapist.call('GET', '/rooms')).json()).toMatchObject({ rooms: [{ room: link.room }] })
    const { room, link: shown, auth } = link
    const door = await callAs(server.origin, null)('POST', `/rooms/${room}/door`, { link: shown, auth })
    expect(door.status).toBe(200)

    const back = await reload(server.origin, link, seated)
    expect(await back.tab.standing('seated')).toMatchObject({ session: seated.session, epoch: 1, head: 5 })
    const again = await therapist.desk(desk.device)
    again.room = link.room
    expect(await again.view(() => true)).toMatchObject({
      session: { phase: 'inProgress', grants: [{ grant: seated.grant }], knocks: [{ knock: waits.knock }] },
      holder: { device: desk.device, epoch: 1 },
    })
    await again.ask({ type: 'enter', media: 'none' })
    const log = await again.ask({ type: 'pull', session: seated.session, after: 0 })
    expect(log).toMatchObject({ head: 5, entries: facts.map(({ envelope }, index) => ({ at: index + 1, envelope })) })
    // And what was sent just before, and not acknowledged, may be sent again.
    const last = facts.at(-1) ?? sealed(seated, 'client')
    expect(await back.tab.ask({ type: 'post', epoch: 1, ...last })).toMatchObject({ at: 5 })
    for (const tab of [again, back.tab]) tab.close()
  })

  test('GW61 that is told to stop says so to every browser before it goes', async () => {
    const silent = await connectWith(server.origin, link)
    await server.stop()
    await Promise.all([desk.closed, seated.tab.closed, silent.closed])
    for (const tab of [desk, seated.tab, silent]) expect(tab.heard.at(-1)).toEqual({ type: 'move' })
  })

  test('GW62 the log holds codes and ids; never a name, a box, a token, an address or a path', async () => {
    const canaries = ['CANARYname', 'CANARYbox', 'CANARYhint']
    await therapist.call('PUT', '/vault', { records: [{ record: seated.knock, rev: 1, box: canaries[0] }] })
    await seated.tab.ask({ type: 'post', epoch: 1, ...sealed(seated, 'client', canaries[1]) })
    await seated.tab.askRaw({ type: canaries[2] })
    await callAs(server.origin, null)('POST', `/${canaries[0]}?${canaries[1]}`, { [canaries[2] as string]: 1 })
    await fetch(`${server.origin}/${canaries[0]}#${canaries[1]}`, { headers: { 'User-Agent': canaries[2] as string } })
    await fetch(`${server.origin}/%E0%A4%A`)
    await therapist.renew(link)
    await therapist.call('DELETE', `/rooms/${link.room}`)
    await server.stop()

    const [setupToken = ''] = server.output().match(/(?<=#)\S+/) ?? []
    const lines = server.output().split('\n').filter((line) => line.startsWith('{'))
    expect(lines.length).toBeGreaterThan(3)
    const told = lines.join('\n')
    const never = [
      'CANARY', 'AAAA', 'BBBB', 'CCCC', 'DDDD', link.auth, link.link, setupToken, seated.token, seated.device,
      desk.device, therapist.cookie.split('=')[1] as string, therapist.recovery.recoveryAuth, '127.0.0.1', '::1',
      'localhost', '/r/', '/api',
    ]
    for (const secret of never) expect(told).not.toContain(secret)
    for (const line of lines) {
      const fields = Object.keys(JSON.parse(line) as object)
      const known = ['time', 'level', 'code', 'room', 'session', 'therapist', 'count', 'fault', 'at']
      expect(fields.filter((field) => !known.includes(field))).toEqual([])
    }
  })
})
