/** Opening a practice and coming back to it, with real keys, against a server that keeps what it is sent. */
import type { Setup, VaultRecord, Wrap, WrapPut } from '@fermata/shared/protocol'
import { ok, refuse, type Result } from '@fermata/shared/result'
import { describe, expect, test } from 'vitest'
import { ManualClock } from '../../../../test/support/manual-clock.ts'
import { seeded } from '../../crypto/testing/fixtures.ts'
import type { Api } from '../../lib/api.ts'
import { memoryKeep, memoryKeys } from '../../lib/keep.ts'
import { Account } from './account.ts'
import { SetUp } from './set-up.ts'

const TOKEN = 'A'.repeat(43)

/** A server that opens practices, and remembers everything that was asked of it. */
function aServer() {
  const asked: string[] = []
  let practice: { setup: Setup; wraps: Wrap[]; records: VaultRecord[] } | null = null
  const answers: Record<string, (body: never) => Result<unknown>> = {
    'POST /setup/check': () => ok({ good: practice === null }),
    'POST /setup': (setup: Setup) => {
      practice = { setup, wraps: [...setup.wraps], records: [...setup.records] }
      return ok({})
    },
    'GET /account': () =>
      practice === null ? refuse({ code: 'signedOut' }) : ok({ therapist: practice.setup.therapist, wraps: practice.wraps }),
    'GET /practice': () => ok({ practice: practice === null ? 'none' : 'open' }),
    'GET /vault': () => ok({ records: practice?.records ?? [] }),
    'POST /sign-in': ({ recoveryId }: { recoveryId: string }) =>
      recoveryId === practice?.setup.recoveryId ? ok({}) : refuse({ code: 'signedOut' }),
  }
  const answer = (method: string, path: string, body: unknown): Promise<Result<never>> => {
    asked.push(`${method} ${path}`)
    if (path.startsWith('/account/wraps/')) {
      practice?.wraps.push((body as WrapPut).wrap)
      return Promise.resolve(ok({}) as Result<never>)
    }
    const known = answers[`${method} ${path}`]
    if (known === undefined) throw new Error(`${method} ${path} is not known here`)
    return Promise.resolve(known(body as never) as Result<never>)
  }
  const api: Api = { get: (path) => answer('GET', path, null), send: (method, path, body) => answer(method, path, body) }
  return { api, asked }
}

/** A browser's database, to look into. */
function aBrowser(api: Api, seed: number) {
  const held = new Map<string, unknown>()
  const keys = memoryKeys(held)
  const random = seeded(seed)
  const account = new Account({ api, keys, clock: new ManualClock(), random })
  const tab = memoryKeep()
  return { held, tab, account, setUp: (arrived = TOKEN) => new SetUp(arrived, account, api, tab, random) }
}

async function opened() {
  const { api, asked } = aServer()
  const browser = aBrowser(api, 1)
  const setUp = browser.setUp()
  await setUp.start()
  await setUp.giveName('Ines Calder')
  const step = setUp.step.get()
  if (step.step !== 'note') throw new Error('no code was shown')
  return { api, asked, browser, setUp, code: step.code.text }
}

describe('setting up', () => {
  test('DO8 until the recovery code has been typed back nothing is stored and the link stays unspent', async () => {
    const { asked, browser, setUp, code, api } = await opened()
    setUp.noted()
    const last = code.at(-1) === 'A' ? 'B' : 'A'
    await setUp.typeBack(code.slice(0, -1) + last)
    expect(setUp.step.get()).toMatchObject({ step: 'typeBack', problem: 'mistyped' })
    expect(asked, 'all that was asked is whether the link is good').toEqual(['POST /setup/check'])
    expect(browser.held.size).toBe(0)

    // Closed half-way: the same link opens again, and shows another code.
    const again = aBrowser(api, 2).setUp()
    await again.start()
    expect(again.step.get()).toEqual({ step: 'name' })

    await setUp.typeBack(code.toLowerCase())
    expect(setUp.step.get()).toEqual({ step: 'done' })
    expect(browser.account.state.get()).toMatchObject({ account: 'open', identity: { name: 'Ines Calder' } })
  })

  test('UI220 a server without a practice has nobody sign in, and one with a practice does', async () => {
    const { api, setUp, code } = await opened()
    const first = aBrowser(api, 4)
    await first.account.open()
    expect(first.account.state.get()).toEqual({ account: 'notSetUp' })
    setUp.noted()
    await setUp.typeBack(code)
    const signedOut: Api = { ...api, get: (path, schema) => (path === '/account' ? Promise.resolve(refuse({ code: 'signedOut' })) : api.get(path, schema)) }
    const second = aBrowser(signedOut, 5)
    await second.account.open()
    expect(second.account.state.get()).toEqual({ account: 'signedOut' })
  })

  test('DO9 a signed-in browser without its key opens no vault until the recovery code is typed', async () => {
    const { api, setUp, code } = await opened()
    setUp.noted()
    await setUp.typeBack(code)
    const other = aBrowser(api, 3)
    await other.account.open()
    expect(other.account.state.get()).toEqual({ account: 'locked' })
    expect(await other.account.recover(code.slice(1))).toEqual({ code: 'mistyped' })
    expect(other.account.state.get()).toEqual({ account: 'locked' })
    expect(await other.account.recover(code)).toBeNull()
    expect(other.account.state.get()).toMatchObject({ account: 'open', identity: { name: 'Ines Calder' } })

    // From now on this browser has a key of its own.
    await other.account.open()
    expect(other.account.state.get().account).toBe('open')
  })
})

describe('DO294 a set-up link', () => {
  test('is kept by its tab until the practice is open: a reload loses nothing', async () => {
    const { browser } = await opened()
    const reloaded = browser.setUp('')
    await reloaded.start()
    expect(reloaded.step.get().step).toBe('name')
    expect(browser.tab.get('setUpToken')).toBe(TOKEN)
  })

  test('that is cut short is told from one that was used, and can be pasted whole', async () => {
    const { asked, api } = aServer()
    const { setUp } = aBrowser(api, 4)
    const cut = setUp(TOKEN.slice(0, 30))
    await cut.start()
    expect(cut.step.get().step).toBe('incomplete')
    expect(asked, 'nobody was asked').toEqual([])
    expect(cut.paste('half of it: http://localhost:3000/setup#AAAA')).toBe(false)
    const named = new Promise<string>((resolve) => cut.step.watch(({ step }) => resolve(step)))
    expect(cut.paste(`It printed\n  http://localhost:3000/setup#${TOKEN.slice(0, 9)}\n${TOKEN.slice(9)}\n`)).toBe(true)
    expect(await named).toBe('name')
  })

  test('that was used is no longer kept', async () => {
    const { browser, setUp, code } = await opened()
    setUp.noted()
    await setUp.typeBack(code)
    expect(browser.tab.get('setUpToken')).toBeNull()
    const again = browser.setUp()
    await again.start()
    expect(again.step.get().step).toBe('spent')
    expect(browser.tab.get('setUpToken')).toBeNull()
  })
})
