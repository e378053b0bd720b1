/** Puts the server together and starts it: the only place that constructs things. */
import { createServer } from 'node:http'
import { fileURLToPath } from 'node:url'
import type { Clock } from '@fermata/shared/clock'
import { newId } from '@fermata/shared/ids'
import { isInForce } from '@fermata/shared/questionnaire'
import { systemRandom } from './auth/hash.ts'
import { anyPractice } from './auth/accounts.ts'
import { newSetupToken, setupPath } from './auth/set-up.ts'
import { SignInCookie } from './auth/sign-ins.ts'
import { systemClock } from './clock.ts'
import { originOf, pathProblem, readConfig } from './config.ts'
import { tidyErasures } from './erasure/again.ts'
import { erasedListIn } from './erasure/erased-list.ts'
import { readHouse } from './house.ts'
import { Gateway } from './gateway/gateway.ts'
import { createApp } from './http/app.ts'
import { setHeadersFirst } from './http/headers.ts'
import { Addresses, usualProxies } from './limits/address.ts'
import { Attempts } from './limits/attempts.ts'
import { boundConnections, inTime } from './limits/connections.ts'
import { faultName, type LogCode, openLog } from './log.ts'
import { loadQuestionnaires } from './questionnaires/load.ts'
import { redisNodes } from './nodes/redis.ts'
import { Hub } from './rooms/showing/hub.ts'
import { alone } from './rooms/nodes/nodes.ts'
import { Presence } from './rooms/presence/presence.ts'
import { RoomService } from './rooms/service.ts'
import { readRedisUrl } from './redis/address.ts'
import { openStore } from './store/open.ts'
import { StoreUnavailable, StoreUnfit } from './store/port.ts'

// Whoever reads our output may go away (EPIPE): then lines are lost, and the rooms go on.
for (const output of [process.stdout, process.stderr]) output.on('error', () => undefined)

const clock: Clock = systemClock
const log = openLog(clock, (line) => void process.stdout.write(line))

const read = readConfig(process.env)
if (!read.ok) {
  process.stderr.write(`Fermata cannot start: ${read.problem}\n`)
  process.exit(1)
}
const { config } = read
const path = await pathProblem(config)
if (path !== null) {
  process.stderr.write(`Fermata cannot start: ${path}\n`)
  process.exit(1)
}
const furnished = await readHouse(config)
if (!furnished.ok) {
  process.stderr.write(`Fermata cannot start: ${furnished.problem}\n`)
  process.exit(1)
}
const { house } = furnished
const asked = await loadQuestionnaires(config.questionnaireFolder)
if (!asked.ok) {
  process.stderr.write(`Fermata cannot start: ${asked.problem}\n`)
  process.exit(1)
}
const questionnaires = asked.value

const STORE_NEWS = {
  emptied: 'storeEmptied', replaced: 'storeReplaced', ours: 'storeOursAgain', wentBack: 'storeWentBack', unfit: 'storeUnfit', fitAgain: 'storeFitAgain',
} as const satisfies Record<string, LogCode>
const advise = (sentence: string): void => void process.stderr.write(`Please look at this: ${sentence}\n`)
const today = new Date(clock.now()).toISOString().slice(0, 10)
for (const { title, attestation } of questionnaires.filter((one) => !isInForce(one, today)))
  advise(`the licence for "${title}" was attested until ${String(attestation.expires)}. Nothing new can be entered with it.`)
const store = await openStore(config.store, {
  clock, random: systemRandom, erasedList: config.erasedList, advise, ifAway: 'wait',
  onNews(news) {
    log.warn(STORE_NEWS[news])
    // What was erased may be there again.
    if (news === 'wentBack') void tidy()
  },
  onFault: (thrown) => log.warn('storeUnavailable', { at: 'identity', fault: faultName(thrown) }),
}).catch((thrown: unknown) => {
  const why =
    thrown instanceof StoreUnfit ? thrown.message : `its data cannot be opened (${faultName(thrown)}). Is DATA_DIR writable?`
  process.stderr.write(`Fermata cannot start: ${why}\n`)
  process.exit(1)
})
const hub = new Hub()
const self = newId(systemRandom)
const redis = config.store.kind === 'redis' ? readRedisUrl(config.store.url) : null
const nodes = redis === null ? alone(self) : redisNodes(redis.place, self, clock)
const presence = new Presence(store, clock, self, {
  onFault: (thrown) => log.warn('storeUnavailable', { at: 'presence', fault: faultName(thrown) }),
  onLost: (room) => void rooms.publish(room),
})
const rooms: RoomService = new RoomService({
  store, generation: store.generation, hub, presence, nodes, clock, random: systemRandom, keepSession: config.keep.session,
  onFault: (thrown) => log.warn('storeUnavailable', { at: 'rooms', fault: faultName(thrown) }),
})

let origin = originOf(config, config.port)
const cookie = new SignInCookie(origin)
const originText = () => origin.origin
const erasure = { store, notes: rooms.notes, random: systemRandom, list: erasedListIn(config.erasedList) }
const addresses = new Addresses(config.trustedProxies ?? usualProxies(origin))
const parts = { store, rooms, erasure, cookie, log, origin: originText, attempts: new Attempts(clock), addresses, relay: config.relay, house, questionnaires, keep: config.keep }

const http = createServer(
  inTime(),
  createApp({
    ...parts,
    random: systemRandom,
    securityContact: config.securityContact,
    webDirectory: fileURLToPath(new URL('../../client/dist/web', import.meta.url)),
    onSignedOut: (signIn) => gateway.signedOut(signIn),
    onSignedInAgain: (before) => gateway.signedInAgain(before),
    onRoom: {
      made: (therapist, room) => gateway.roomMade(therapist, room),
      doorClosed: (room) => gateway.doorClosed(room),
    },
  }),
)
const gateway = new Gateway(http, { ...parts, hub, nodes, clock })
setHeadersFirst(http, () => origin)
boundConnections(http, addresses)

await tidy()

const firstLink = await newLink().catch((thrown: unknown) => {
  if (!(thrown instanceof StoreUnavailable)) throw thrown
  process.stderr.write('Fermata cannot start: its store stopped answering\n')
  process.exit(1)
})

http.once('error', (problem: NodeJS.ErrnoException) => {
  const why = problem.code === 'EADDRINUSE' ? 'another program listens there' : problem.code === 'EACCES' ? 'this user is not permitted to' : `it cannot be used (${problem.code})`
  process.stderr.write(`Fermata cannot start: PORT is ${config.port}, and ${why}\n`)
  process.exit(1)
})
http.listen(config.port, () => {
  const address = http.address()
  const port = typeof address === 'object' && address !== null ? address.port : config.port
  origin = originOf(config, port)
  presence.start()
  rooms.start()
  log.info('listening', { count: port })
  const link = firstLink === null ? '' : `  Set up your practice (one use, one hour): ${origin.origin}${firstLink}\n`
  process.stdout.write(`\n  Fermata is open at ${origin.origin}\n${link}\n`)
  // A parent that started us with a channel – a test, a supervisor – is told where we are.
  process.send?.({ listening: origin.origin, port })
})

/** A link that sets up the first practice; `null` where there is one. */
async function newLink(): Promise<string | null> {
  return (await anyPractice(store)) ? null : setupPath(await newSetupToken(store, systemRandom))
}

/** Erases again what is there and should not be. */
async function tidy(): Promise<void> {
  const tidied = await tidyErasures(erasure).catch((thrown: unknown) => {
    // Tried again at the next start; nothing that was to go is handed out meanwhile.
    log.warn('storeUnavailable', { at: 'erasure', fault: faultName(thrown) })
    return 0
  })
  if (tidied > 0) log.info('erasureFinished', { count: tidied })
}

/** Closes in order; what is acknowledged is on disk already, so nothing waits to be saved. */
async function stop(): Promise<void> {
  log.info('stopping')
  presence.stop()
  await gateway.close()
  http.closeAllConnections()
  await nodes.close()
  await store.close()
  process.exit(0)
}
process.once('SIGTERM', () => void stop())
process.once('SIGINT', () => void stop())
// Started with a channel, we end with whoever holds its other end.
process.once('disconnect', () => void stop())
// A bug must be seen, but must not take the rooms with it.
process.on('unhandledRejection', (thrown) => log.warn('unhandled', { fault: faultName(thrown) }))
