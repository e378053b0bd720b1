/**
 * Two browsers' own conversation over its two real ways – a server process and a channel between the two – while either
 * way is cut, and both. Real keys, real sockets, a real log; only the channel is a wire of this test's.
 */
import { type Cue, CHECK_IN_CODES, checkIns } from '@fermata/shared/check-in'
import { CLIENT, type FactId, type GrantId, type KnockId, type Seat, THERAPIST } from '@fermata/shared/ids'
import { pairState } from '@fermata/shared/pair'
import type { ClientStanding, Envelope } from '@fermata/shared/protocol'
import { expect, onTestFinished, test } from 'vitest'
import { startBalancer } from '../../../../test/support/nodes/balancer.ts'
import { openSignalling } from '../../../../test/support/practice/signalling.ts'
import { fresh, openPractice } from '../../../../test/support/practice/therapist.ts'
import { realClock } from '../../../../test/support/real-clock.ts'
import { startServer } from '../../../../test/support/server.ts'
import { Cues } from '../../check-in/cues.ts'
import { sessionKeys } from '../../crypto/door/grant.ts'
import { secret, seeded } from '../../crypto/testing/fixtures.ts'
import type { Link } from '../../crypto/door/link.ts'
import { memoryKeep } from '../../lib/keep.ts'
import { observable } from '../../lib/observable.ts'
import { Line as ClientLine } from '../client/line.ts'
import { Correspondence, type CorrespondenceParts } from '../correspondence.ts'
import { ServerTime } from '../server-time.ts'
import { Line as TherapistLine } from '../therapist/line.ts'

const PRESSES = 500
/** How long what has to happen may take on a machine that has other things to do. */
const AMPLE = { timeout: 60_000 }

test(`CI12 of ${PRESSES} check-ins pressed while one way, the other, or both are cut none is lost, doubled or out of order`, { timeout: 120_000 }, async () => {
  const world = await inSession()
  const { client, therapist, channel, network, pressed } = world
  /** What is cut while the next presses are made. */
  const weather = [
    { channel: 'whole', server: 'there' }, { channel: 'cut', server: 'there' }, { channel: 'whole', server: 'gone' },
    { channel: 'cut', server: 'gone' }, { channel: 'swallows', server: 'there' }, { channel: 'swallows', server: 'gone' },
  ] as const
  const facts: FactId[] = []
  const rounds = weather.length * 2
  for (let round = 0; round < rounds; round++) {
    const now = weather[round % weather.length] ?? weather[0]
    channel.become(now.channel)
    if (now.server === 'gone') network.cut()
    else network.mend()
    const until = Math.round(((round + 1) * PRESSES) / rounds)
    // Some go out together, some one by one.
    while (facts.length < until) facts.push(...(await Promise.all(pressed(Math.min(3, until - facts.length)))))
  }
  channel.become('whole')
  network.mend()

  await expect.poll(() => checkIns(therapist.journal.get()).length, AMPLE).toBe(PRESSES)
  expect(checkIns(therapist.journal.get()).map(({ fact }) => fact)).toEqual(facts)
  await expect.poll(() => checkIns(client.journal.get()).filter(({ reached }) => reached === 'shown').length, AMPLE).toBe(PRESSES)
  expect(therapist.finding.get()).toBe('well')
  await Promise.all([client.drained(30_000), therapist.drained(30_000)])

  const log = await world.log()
  const fromClient = log.filter(({ from }) => from === CLIENT)
  expect(new Set(fromClient.map(({ id }) => id)).size, 'each lies in the log once').toBe(fromClient.length)
  expect(fromClient).toHaveLength(PRESSES)
  expect(new Set(world.painted).size).toBe(world.painted.length)
  expect(pairState(therapist.journal.get()).ended).toBe(false)
})

/** Client and therapist in session, by their own controllers, through a balancer that can cut them off. */
async function inSession() {
  const [server, balancer] = await Promise.all([startServer(), startBalancer()])
  onTestFinished(async () => {
    await server.dispose()
    await balancer.dispose()
  })
  const practice = await openPractice(server.origin, server.setupLink)
  const { room, link, auth } = await practice.makeRoom()
  balancer.use([server.port])
  const way = { origin: server.origin, at: `http://127.0.0.1:${balancer.port}` }
  const clock = realClock
  const [clientKeep, tab] = [memoryKeep(), memoryKeep()]
  const [mine, theirs] = [new ServerTime(clock), observable<number | null>(null)]
  const channel = makeChannel()

  const clientLine: ClientLine = new ClientLine({
    room, link: { room, id: link, auth } as Link, openSignalling: openSignalling(way), keep: clientKeep, clock, random: seeded(1), time: mine,
    media: () => 'flowing', onEnvelope: (delivered) => client?.receive(delivered), onGone: () => {}, onWentBack: () => {},
  })
  let client: Correspondence | null = null
  let therapist: Correspondence | null = null
  const desk: TherapistLine = new TherapistLine({
    openSignalling: openSignalling({ ...way, cookie: practice.cookie }), tab, clock, random: seeded(2),
    onView: (view) => theirs.set(view.holder?.device === desk.device ? view.holder.epoch : null),
    onEnvelope: (_room, delivered) => therapist?.receive(delivered),
  })
  const standing = async <Name extends ClientStanding['standing']>(name: Name) => {
    await expect.poll(() => clientLine.standing.get()?.standing, AMPLE).toBe(name)
    return clientLine.standing.get() as Extract<ClientStanding, { standing: Name }>
  }
  const { session } = await standing('outside')
  const [knock, grant] = [fresh<KnockId>(), fresh<GrantId>()]
  await clientLine.ask({ type: 'knock', session, knock, box: 'AAAA', next: await clientLine.token.forKnock() })
  await desk.ask(room, { type: 'admit', session, knock, grant, box: 'BBBB', kept: 'CCCC' })
  desk.entered(room)
  await standing('seated')
  await expect.poll(() => theirs.get(), AMPLE).not.toBeNull()
  desk.signalling.connection.watch((now) => now === 'open' && void desk.takeSeat(room, 'flowing', () => true))

  const keys = await sessionKeys(secret, { room, session, grant })
  type Own = Pick<CorrespondenceParts, 'epoch' | 'ready' | 'time' | 'keep'>
  const conversation = (me: Seat, other: Seat, line: ClientLine | TherapistLine, seed: number, parts: Own): Correspondence =>
    new Correspondence({ room, me, other, keyring: [keys], signalling: line.signalling, clock, random: seeded(seed), others: 'none', ...parts })
  client = conversation(CLIENT, THERAPIST, clientLine, 3, {
    keep: clientKeep, ready: clientLine.attached, time: mine,
    epoch: () => {
      const now = clientLine.standing.get()
      return now?.standing === 'seated' ? now.epoch : null
    },
  })
  therapist = conversation(THERAPIST, CLIENT, desk, 4, { keep: tab, ready: desk.seated, time: desk.time, epoch: () => desk.epoch(room) })
  channel.join(client, therapist)

  // What is shown is what the product shows: every cue that opens is painted, once, and told of.
  const painted: FactId[] = []
  const cues = new Cues(therapist, { pageVisible: () => observable(true), nextPaint: () => Promise.resolve() })
  const paint = (open: readonly Cue[]): void => {
    painted.push(...open.flatMap(({ presses }) => presses.map(({ fact }) => fact)).filter((fact) => !painted.includes(fact)))
    void cues.rendered(open.map(({ fact }) => fact))
  }
  cues.open.watch(paint)
  onTestFinished(() => {
    for (const each of [cues, client, therapist, clientLine, desk]) each?.close()
  })

  const said = client
  return {
    client,
    therapist,
    channel,
    painted,
    pressed: (count: number) =>
      Array.from({ length: count }, (_, index) => said.say({ k: 'checkIn', code: CHECK_IN_CODES[index % 2] ?? 'slower' })),
    network: {
      cut: () => balancer.drop(server.port),
      mend: () => balancer.use([server.port]),
    },
    /** The room's log as the server has it. */
    async log(): Promise<Envelope[]> {
      const entries: Envelope[] = []
      for (let after = 0, head = 1; after < head; ) {
        const asked = await desk.asking.ask(room, { type: 'pull', session, after }, 10_000)
        if (!asked.ok || asked.value.outcome !== 'log') throw new Error('the log could not be read')
        entries.push(...asked.value.entries.map(({ envelope }) => envelope))
        head = asked.value.head
        after = asked.value.entries.at(-1)?.at ?? head
      }
      return entries
    },
  }
}

/** The wire between two browsers. `cut`: it takes nothing. `swallows`: it takes everything and loses it. */
function makeChannel() {
  let state: 'whole' | 'cut' | 'swallows' = 'whole'
  let ends: readonly Correspondence[] = []
  const over = (to: Correspondence) => (text: string): boolean => {
    if (state === 'whole') queueMicrotask(() => to.receiveText(text))
    return state !== 'cut'
  }
  const join = (): void => {
    const [one, other] = ends
    if (one === undefined || other === undefined) return
    one.usePath(over(other))
    other.usePath(over(one))
  }
  return {
    join(one: Correspondence, other: Correspondence) {
      ends = [one, other]
      join()
    },
    become(next: typeof state) {
      state = next
      if (next === 'whole') join()
    },
  }
}

