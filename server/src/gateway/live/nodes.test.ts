import { SECOND } from '@fermata/shared/clock'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { type Cluster, startCluster } from '../../../../test/support/nodes/cluster.ts'
import type { Tab } from '../../../../test/support/practice/tab.ts'
import { openPractice, type TestLink, type TestTherapist } from '../../../../test/support/practice/therapist.ts'
import {
  connectWith, knock, letIn, reload, sealed, type Seated, visit,
} from '../../../../test/support/practice/visit.ts'

let cluster: Cluster
let therapist: TestTherapist
let link: TestLink
let desk: Tab
beforeAll(async () => {
  cluster = await startCluster(3)
  therapist = await openPractice(cluster.origin, cluster.setupLink)
})
afterAll(() => cluster.dispose())
beforeEach(async () => {
  link = await therapist.makeRoom()
  desk = await therapist.desk(undefined, cluster.at(0))
  desk.room = link.room
  // It hears its rooms from now on.
  await desk.view(() => true)
})
afterEach(async () => {
  desk.close()
  for (const server of cluster.servers) if (!server.alive) await server.restart()
  cluster.balancer.use(cluster.servers.map(({ port }) => port))
})

const at = (index: number) => ({ origin: cluster.origin, at: cluster.at(index) })
const arrived = (tab: Tab, id: string) =>
  tab.until((message) => (message.type === 'envelope' && message.delivered.envelope.id === id ? message : undefined))
const post = (tab: Tab, one: ReturnType<typeof sealed>) =>
  tab.ask({ type: 'post', epoch: 1, ...one })
const since = (begun: number) => performance.now() - begun

describe('several servers on one Redis', () => {
  test('GW90 whoever is at one server is seen, let in and heard at another, at once', async () => {
    const waiting = await visit(at(1), link)
    const begun = performance.now()
    await knock(waiting)
    await desk.view((view) => view.for === 'therapist' && view.session.phase === 'arrived')
    expect(since(begun)).toBeLessThan(SECOND)
    waiting.tab.close()

    const seated = await letIn(desk, await visit(at(2), link))
    // Word of the seat and word of who is there come each by itself.
    await seated.tab.view((view) => view.for === 'client' && view.you.standing === 'seated' && view.you.therapist.state === 'here')
    const [fact, answer] = [sealed(seated, 'client'), sealed(seated, 'therapist')]
    const hint = sealed(seated, 'therapist')
    await post(seated.tab, fact)
    await post(desk, { ...hint, envelope: { ...hint.envelope, class: 'hint' } })
    await post(desk, answer)
    await arrived(desk, fact.envelope.id)
    for (const { envelope } of [hint, answer]) await arrived(seated.tab, envelope.id)
    seated.tab.close()
    expect(await desk.view((view) => view.for === 'therapist' && view.client.state === 'away', desk.heard.length - 1)).toBeTruthy()
  })

  test('GW91 what is said across servers reaches the one tab it is for, and nobody else there', async () => {
    const stranger = await visit(at(2), link)
    const seated = await letIn(desk, await visit(at(1), link))
    const fact = sealed(seated, 'therapist')
    await post(desk, fact)
    await arrived(seated.tab, fact.envelope.id)
    await stranger.tab.askRaw(null)
    expect(stranger.tab.frames.join()).not.toContain(fact.envelope.id)
    for (const { tab } of [seated, stranger]) tab.close()
  })

  test('GW92 a renewed link is told and cut within a second, at whatever server', async () => {
    const seated = await letIn(desk, await visit(at(1), link))
    const silent = await connectWith(at(2), link)
    const begun = performance.now()
    await therapist.renew(link)
    for (const tab of [seated.tab, silent]) {
      expect(await tab.closed).toBe('io server disconnect')
      expect(tab.heard.at(-1)).toEqual({ type: 'gone', room: link.room })
    }
    expect(since(begun)).toBeLessThan(SECOND)
  })

  test('GW93 a tab that is back at another server cuts its older connection, and nobody sees it away', async () => {
    const seated = await letIn(desk, await visit(at(1), link))
    const before = desk.heard.length
    const back = await reload(at(2), link, seated)
    expect(await seated.tab.closed).toBe('io server disconnect')
    const fact = sealed(seated, 'therapist')
    await post(desk, fact)
    await arrived(back.tab, fact.envelope.id)
    const states = desk.heard.slice(before).flatMap((m) => (m.type === 'view' && m.view.for === 'therapist' ? [m.view.client.state] : []))
    expect(new Set(states)).not.toContain('away')
    back.tab.close()
  })

  test('GW94 a room made at one server is heard at the desks of another', async () => {
    const far = await therapist.desk(undefined, cluster.at(1))
    const made = await therapist.makeRoom()
    const visitor = await visit(at(2), made)
    await knock(visitor)
    far.room = made.room
    expect(await far.view((view) => view.for === 'therapist' && view.session.phase === 'arrived')).toBeTruthy()
    for (const tab of [far, visitor.tab]) tab.close()
  })
})

describe('a server that ends, of several', () => {
  const throughBalancer = (seated: Seated) => reload(cluster.origin, link, seated)

  test('GW95 killed: both are back at another within seconds, nothing is lost, nobody was let in again', async () => {
    const seated = await letIn(desk, await visit(at(0), link))
    const facts = Array.from({ length: 20 }, () => sealed(seated, 'client'))
    for (const fact of facts) await post(seated.tab, fact)
    const begun = performance.now()
    await cluster.servers[0]?.kill()
    const back = await throughBalancer(seated)
    const again = await therapist.desk(desk.device)
    again.room = link.room
    await again.view(() => true)
    await again.ask({ type: 'enter', media: 'flowing' })
    expect(await back.tab.standing('seated')).toMatchObject({ session: seated.session, epoch: 1, head: 20 })
    expect(since(begun)).toBeLessThan(5 * SECOND)
    const log = await again.ask({ type: 'pull', session: seated.session, after: 0 })
    expect(log).toMatchObject({ head: 20, entries: facts.map(({ envelope }, index) => ({ at: index + 1, envelope })) })
    for (const tab of [again, back.tab]) tab.close()
  })

  test('GW96 killed: the seat of whoever was there is shown as away within fifteen seconds', async () => {
    const seated = await letIn(desk, await visit(at(1), link))
    const before = desk.heard.length
    const begun = performance.now()
    await cluster.servers[1]?.kill()
    await seated.tab.closed
    await desk.view((view) => view.for === 'therapist' && view.client.state === 'away', before)
    expect(since(begun)).toBeLessThan(15.5 * SECOND)
  }, 30_000)

  test('GW97 told to stop: it lets nobody in, tells its browsers to move, and those who do are never seen away', async () => {
    const seated = await letIn(desk, await visit(at(1), link))
    const before = desk.heard.length
    const stopped = cluster.servers[1]?.stop()
    await seated.tab.until((message) => (message.type === 'move' ? message : undefined))
    seated.tab.close()
    const back = await throughBalancer(seated)
    expect(await back.tab.standing('seated')).toMatchObject({ epoch: 1, therapist: { state: 'here' } })
    expect(await stopped).toBe(0)
    const states = desk.heard.slice(before).flatMap((m) => (m.type === 'view' && m.view.for === 'therapist' ? [m.view.client.state] : []))
    expect(new Set(states)).not.toContain('away')
    back.tab.close()
  })
})
