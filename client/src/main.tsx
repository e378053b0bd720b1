/** Puts the app together: the only place that names adapters and the browser's globals. */
import { RoomId } from '@fermata/shared/ids'
import { House, PROTOCOL_VERSION, Relay as RelayAnswer } from '@fermata/shared/protocol'
import { THRESHOLDS } from '@fermata/shared/reflection'
import { createRoot } from 'react-dom/client'
import * as v from 'valibot'
import { App, fetchPages, type Role } from './App.tsx'
import type { After } from './app/after.ts'
import type { PageParts } from './app/parts.ts'
import { browserRandom } from './crypto/primitives/random.ts'
import { type LinkAddress, readAddress, tokenOf } from '@fermata/shared/link-text'
import { localeFrom, setLocale } from './i18n/locale.ts'
import { abilitiesOf } from './lib/abilities.ts'
import { httpApi } from './lib/api.ts'
import { browserClock } from './lib/browser-clock.ts'
import { fetched } from './lib/fetched.ts'
import { goTo } from './lib/go-to.ts'
import { keyKeep, memoryKeep, type StorageState, tabKeep } from './lib/keep.ts'
import { memo, observable } from './lib/observable.ts'
import { pageExit } from './lib/page-exit.ts'
import { tabLock } from './lib/tab-lock.ts'
import { createDevices } from './media/devices/devices.ts'
import { deviceMemory } from './media/devices/memory.ts'
import { OwnMedia } from './media/own-media.ts'
import { Ring } from './media/ring.ts'
import { checkRelay, loadPeerLink, openLinkOnceKnown } from './media/link-later.ts'
import type { Account, OpenAccount } from './session/therapist/account.ts'
import type { Desk } from './session/therapist/desk.ts'
import { Relay, wishKeptIn } from './session/call/relay.ts'
import { deviceOf, hasKnocked, nextConnection } from './session/tab.ts'
import type { OpenSignalling, Signalling } from './signalling/port.ts'
import { openLate } from './signalling/late.ts'
import { browserPaint } from './ui/paint.ts'
import { browserWindows } from './ui/small-window.ts'
import { saveFile } from './ui/save-file.ts'
import './ui/style/index.css'

setLocale(localeFrom(location.search))

const rootElement = document.getElementById('root')
if (rootElement === null) throw new Error('the page has no root')
const root: HTMLElement = rootElement

const clock = browserClock
const random = browserRandom
const api = httpApi(fetch.bind(globalThis), clock)
const able = abilitiesOf(window)
const { vibrate, permission, userAgent, copy } = able
const storage = observable<StorageState>(able.tabStorage === null ? 'memory' : 'persistent')
const onRefused = (): void => storage.set('memory')
const keys = keyKeep(onRefused)
const eyes = browserPaint()
const [, first = '', second = ''] = location.pathname.split('/')
/** A client's page, whatever follows `/r/`; `null` on a therapist's. */
const address = first === 'r' ? readAddress(location) : null

let socketCode: Promise<OpenSignalling> | null = null
const fetchSocket = (): Promise<OpenSignalling> => (socketCode ??= fetched(async () => (await import('./signalling/socket.ts')).openSocket(clock)))
const openSocket = openLate(fetchSocket)
// Asked for as soon as this page's own code runs, and by a client who is new here when the code of their first page has come.
if (address === null) void fetchSocket()

/** A client's tab remembers each room apart; a therapist's is one for all. */
const tabPrefix = address !== null && address.copy !== 'noRoom' ? `fermata.${address.room}.` : 'fermata.'
const tab = able.tabStorage === null ? memoryKeep() : tabKeep(able.tabStorage, tabPrefix, onRefused)
const media = new OwnMedia(createDevices(able.mediaDevices, { memory: deviceMemory(tab) }), tab, clock)

/** What the operator has set; until it is known, Help has the emergency sentence and leaving quietly our own page. */
const house = observable<House>({ help: [], quietWay: { way: 'plainPage' }, consent: null, prompts: THRESHOLDS })
void api.get('/house', House).then((answer) => answer.ok && house.set(answer.value))

let bell: Ring | null = null

const parts: PageParts = {
  media,
  ring: () => (bell ??= new Ring(clock)),
  playTestSound: async (speaker) => (await import('./media/devices/test-sound.ts')).playTestSound(speaker),
  playTone: (speaker) => void import('./media/devices/test-sound.ts').then(({ playSoftTone }) => playSoftTone(speaker)).catch(() => undefined),
  storage,
  tab,
  clock,
  eyes,
  house,
  windows: browserWindows(),
  wakeLocks: able.wakeLock,
  vibrate,
  permission,
  userAgent,
  copy,
  screens: able.mediaDevices && 'getDisplayMedia' in able.mediaDevices ? able.mediaDevices : null,
  origin: location.origin,
  openLink: ({ room, fragment }) => goTo(`/r/${room}#${fragment}`),
  print: () => print(),
  save: saveFile,
}

/** The address keeps nothing of a link once this tab has it; where there is no camera or no storage, the person still needs it. */
const forgetFragment = (): void => {
  if (able.mediaDevices !== undefined && storage.get() === 'persistent') history.replaceState(null, '', location.pathname + location.search)
}

async function clientRole({ room, fragment }: Extract<LinkAddress, { copy: 'usable' }>): Promise<Role> {
  const pages = fetchPages.client()
  // A tab that has knocked may be in session: what its call is made of is fetched beside everything else.
  if (hasKnocked(tab)) void Promise.all([fetchSocket(), import('./session/client/meeting.ts'), loadPeerLink()]).catch(() => undefined)
  const rest = Promise.all([import('./session/client/quiet-leave.ts'), import('./session/client/kept-knocks.ts')])
  const { Visit } = await import('./session/client/visit.ts')
  const relay: Relay = new Relay({ ask: () => visit.door.relay(), check: (servers) => checkRelay(servers, clock), wish: wishKeptIn(tab), clock })
  const visit = new Visit({
    room,
    fragment,
    forgetFragment,
    ability: able.page,
    api,
    openSignalling: openSocket,
    openLink: openLinkOnceKnown(relay),
    media,
    keep: tab,
    keys,
    lock: tabLock(able.locks, `fermata.${deviceOf(tab, random)}`),
    clock,
    random,
  })
  const after = observable<After | null>(null)
  const openAfter = async (): Promise<void> => {
    const [{ LookBack }, { OwnPast }] = await fetched(() => Promise.all([import('./reflection/client/look-back.ts'), import('./reflection/client/own-past.ts')]))
    const { door: { state: door }, standing } = visit
    const past = new OwnPast({ room, api, keys, tab, clock, random, door })
    const [ended, invited] = [memo(visit.axes, (axes) => axes.ended), memo(visit.meeting, (meeting) => meeting?.invited ?? null)]
    const lookBack = new LookBack({ room, api, keys, tab, clock, random, door, standing, ended, invited, past })
    lookBack.state.watch(() => void past.look())
    after.set({ lookBack, past })
  }
  visit.door.state.watch(({ door }) => door === 'open' && void relay.refresh())
  // Nobody's first page waits for what comes after a session, nor shares the line with it.
  const stop = visit.door.state.watch(() => {
    stop()
    void openAfter()
  })
  // Whoever was in session is on the way back to it while the rest of the page is still being fetched.
  void visit.start()
  void fetchSocket()
  const [{ QuietLeave }, { KeptKnocks }] = await rest
  const quiet = new QuietLeave({
    room, visit, way: memo(house, ({ quietWay }) => quietWay), exit: pageExit(root), knocks: new KeptKnocks(tab, keys), tab, keys, clock,
  })
  await pages
  return { role: 'client', visit, after, relay, quiet, onClose: () => location.replace('about:blank') }
}

/** Whether this tab has had a desk before, and will likely have it again. */
const hadDesk = able.page === 'able' && address === null && tab.get('device') !== null

/** A socket needs nothing of a therapist but the sign-in: it may be open before the vault is. */
let early: Signalling | null = null
const deskSocket: OpenSignalling = (handshake) => {
  const opened = early
  early = null
  if (opened?.connection.get() !== 'refused') return opened ?? openSocket(handshake)
  opened.close()
  return openSocket(handshake)
}

const openAccount = async (): Promise<Account> => {
  const { Account } = await import('./session/therapist/account.ts')
  return new Account({ api, keys, clock, random })
}

async function therapistRole(account: Account): Promise<Role> {
  const [{ Desk }, { OwnSides }] = await Promise.all([
    import('./session/therapist/desk.ts'), import('./reflection/therapist/own-sides.ts'), fetchPages.therapist(),
  ])
  // Unlike a client's, this browser remembers: it holds the therapist's key as well.
  const relay = new Relay({
    ask: () => api.get('/relay', RelayAnswer), check: (servers) => checkRelay(servers, clock), wish: wishKeptIn(keys), clock,
  })
  if (hadDesk) void relay.refresh()
  const named = v.safeParse(RoomId, second)
  const here = first === 'desk' && named.success ? named.output : null
  const openDesk = (open: OpenAccount): Desk => {
    void relay.refresh()
    return new Desk(
      {
        account: open, openSignalling: deskSocket, openLink: openLinkOnceKnown(relay), media, eyes, tab, clock, random,
        goTo: (room) => history.pushState(null, '', room === null ? '/' : `/desk/${room}`),
      },
      here,
    )
  }
  const openOwnSides = (open: OpenAccount) => new OwnSides({ account: open, keys, clock, random })
  return { role: 'therapist', account, openDesk, openOwnSides, relay, ability: able.page, api, random, parts }
}

async function setUpRole(): Promise<Role> {
  void fetchPages.setUp()
  const [token, account, { SetUp }] = [tokenOf(location.hash), await openAccount(), await import('./session/therapist/set-up.ts')]
  history.replaceState(null, '', location.pathname)
  const setUp = new SetUp(token, account, api, tab, random)
  setUp.step.watch((step) => {
    if (step.step !== 'done') return
    history.replaceState(null, '', '/')
    void therapistRole(account).then((next) => role.set(next))
  })
  void setUp.start()
  return { role: 'setUp', setUp, onHome: () => location.assign('/') }
}

async function startTherapist(): Promise<Role> {
  // This tab has had a desk: its line to the server, and what its call is made of, need not wait for the vault.
  if (hadDesk) {
    early = openSocket(() => ({ as: 'therapist', v: PROTOCOL_VERSION, device: deviceOf(tab, random), nth: nextConnection(tab, clock) }))
    void loadPeerLink().catch(() => undefined)
  }
  void fetchPages.therapist()
  const account = await openAccount()
  if (able.page === 'able') void account.open()
  return therapistRole(account)
}

function firstRole(): Promise<Role> {
  switch (address?.copy) {
    case 'usable':
      return clientRole(address)
    case 'exposed':
      // The server has been sent the secret; from here on neither the address bar nor a reload repeats it.
      history.replaceState(null, '', `/r/${address.room}`)
      return Promise.resolve({ role: 'wrongLink', copy: 'exposed' })
    case 'noRoom':
      return Promise.resolve({ role: 'wrongLink', copy: 'whole' })
    case undefined:
      return first === 'setup' ? setUpRole() : startTherapist()
  }
}

// A link pasted over this page, or into it, may change the fragment only.
if (address !== null || first === 'setup') addEventListener('hashchange', () => location.reload())
const role = observable<Role>({ role: 'opening' })
void firstRole().then((start) => role.set(start))
createRoot(root).render(<App role={role} ability={able.page} parts={parts} />)
