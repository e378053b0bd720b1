/** Puts the app together: the only place that names adapters and the browser's globals. */
import { RoomId } from '@fermata/shared/ids'
import { createRoot } from 'react-dom/client'
import * as v from 'valibot'
import { App, type Role } from './App.tsx'
import type { PageParts } from './app/parts.ts'
import { browserRandom } from './crypto/random.ts'
import { localeFrom, setLocale } from './i18n/locale.ts'
import { httpApi } from './lib/api.ts'
import { browserClock } from './lib/browser-clock.ts'
import { keyKeep, tabKeep } from './lib/keep.ts'
import { memo, observable } from './lib/observable.ts'
import { tabLock } from './lib/tab-lock.ts'
import { createDevices } from './media/devices/devices.ts'
import { playTestSound } from './media/devices/test-sound.ts'
import { OwnMedia } from './media/own-media.ts'
import { Ring } from './media/ring.ts'
import type { OpenLink } from './media/port.ts'
import type { Account, OpenAccount } from './session/therapist/account.ts'
import type { Desk } from './session/therapist/desk.ts'
import { deviceOf } from './session/tab.ts'
import { openSocket } from './signalling/socket.ts'
import { browserPaint } from './ui/paint.ts'
import './ui/style/index.css'

setLocale(localeFrom(location.search))

const clock = browserClock
const random = browserRandom
const api = httpApi(fetch.bind(globalThis))
const keys = keyKeep()
const secure = isSecureContext && 'subtle' in crypto
const eyes = browserPaint()
const [, first = '', second = ''] = location.pathname.split('/')
const asRoom = (text: string): RoomId | null => {
  const parsed = v.safeParse(RoomId, text)
  return parsed.success ? parsed.output : null
}

/** The media link and simple-peer under it are fetched when they are first needed: after the lobby is painted. */
const openLink: OpenLink = async (options) => (await import('./media/peer-link.ts')).openLink(options)

/** A client's tab remembers each room apart; a therapist's is one for all. */
const tab = tabKeep(sessionStorage, first === 'r' ? `fermata.${second}.` : 'fermata.')
const media = new OwnMedia(createDevices(navigator.mediaDevices), tab, clock)

let bell: Ring | null = null

const parts: PageParts = {
  media,
  ring: () => (bell ??= new Ring(clock)),
  playTestSound,
  tab,
  clock,
  eyes,
  userAgent: navigator.userAgent,
  origin: location.origin,
  copy: (text) => navigator.clipboard.writeText(text).then(() => true, () => false),
  print: () => print(),
}

/** The address keeps nothing of a link once this tab has it; where there is no camera, the person may still need it. */
const forgetFragment = (): void => {
  if (navigator.mediaDevices !== undefined) history.replaceState(null, '', location.pathname + location.search)
}

async function clientRole(room: RoomId): Promise<Role> {
  const [{ Visit }, { LookBack }] = await Promise.all([
    import('./session/client/visit.ts'), import('./reflection/look-back.ts'),
  ])
  const visit = new Visit({
    room,
    fragment: location.hash.slice(1),
    forgetFragment,
    secure,
    api,
    openSignalling: openSocket,
    openLink,
    media,
    keep: tab,
    keys,
    lock: tabLock(navigator.locks, `fermata.${deviceOf(tab, random)}`),
    clock,
    random,
  })
  const lookBack = new LookBack({
    room, api, keys, tab, clock, random, door: visit.door.state, standing: visit.standing,
    ended: memo(visit.axes, ({ ended }) => ended),
  })
  void visit.start()
  // A new link for the same room, pasted over this page, changes the fragment only.
  addEventListener('hashchange', () => location.reload())
  return { role: 'client', visit, lookBack, onClose: () => location.replace('about:blank') }
}

const openAccount = async (): Promise<Account> => {
  const { Account } = await import('./session/therapist/account.ts')
  return new Account({ api, keys, clock, random })
}

async function therapistRole(account: Account): Promise<Role> {
  const { Desk } = await import('./session/therapist/desk.ts')
  const here = first === 'desk' ? asRoom(second) : null
  const openDesk = (open: OpenAccount): Desk =>
    new Desk(
      {
        account: open, openSignalling: openSocket, openLink, media, eyes, tab, clock, random,
        goTo: (room) => history.pushState(null, '', room === null ? '/' : `/desk/${room}`),
      },
      here,
    )
  return { role: 'therapist', account, openDesk, secure, api, random, parts }
}

async function setUpRole(): Promise<Role> {
  const [token, account, { SetUp }] = [location.hash.slice(1), await openAccount(), await import('./session/therapist/set-up.ts')]
  history.replaceState(null, '', location.pathname)
  const setUp = new SetUp(token, account, api, random)
  setUp.step.watch((step) => {
    if (step.step !== 'done') return
    history.replaceState(null, '', '/')
    void therapistRole(account).then((next) => role.set(next))
  })
  void setUp.start()
  return { role: 'setUp', setUp, onHome: () => location.assign('/') }
}

async function startTherapist(): Promise<Role> {
  const account = await openAccount()
  if (secure) void account.open()
  return therapistRole(account)
}

function firstRole(): Promise<Role> {
  const room = asRoom(second)
  if (first === 'r' && room !== null) return clientRole(room)
  return first === 'setup' ? setUpRole() : startTherapist()
}

const role = observable<Role>({ role: 'opening' })
void firstRole().then((start) => role.set(start))
const root = document.getElementById('root')
if (root === null) throw new Error('the page has no root')
createRoot(root).render(<App role={role} secure={secure} parts={parts} />)
