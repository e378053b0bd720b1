/** What operators write, and what the start answers: one sentence that names the setting, exit code 1, no stack. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, onTestFinished, test, vi } from 'vitest'
import { freePort, type RedisServer, startRedis } from '../../../test/support/redis-server.ts'
import { readConfig } from '../config.ts'

/** `build-server.ts` has built it. */
const MAIN = fileURLToPath(new URL('../../dist/main.js', import.meta.url))

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'fermata-settings-'))
  await mkdir(join(folder, 'aFolder'))
  await writeFile(join(folder, 'aFile'), 'not JSON')
})
afterAll(() => rm(folder, { recursive: true }))

/** Starts a server in this environment. */
function start(environment: Record<string, string>) {
  const child = spawn(process.execPath, [MAIN], {
    env: { PATH: process.env['PATH'] ?? '', DATA_DIR: join(folder, 'data'), PORT: '0', ...environment }, stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  })
  let said = ''
  child.stderr?.setEncoding('utf8').on('data', (text: string) => void (said += text))
  onTestFinished(() => void child.kill('SIGKILL'))
  return { child, said: () => said, ended: once(child, 'close') }
}

async function refusedWith(environment: Record<string, string>): Promise<string> {
  const { said, ended } = start(environment)
  const [code] = await ended
  expect(code, said()).toBe(1)
  const lines = said().trim().split('\n').filter((line) => !line.startsWith('Please look at this'))
  expect(lines, said()).toHaveLength(1)
  expect(said()).not.toMatch(/\n\s+at /)
  return lines[0] ?? ''
}

const problemOf = (environment: Record<string, string>): string => {
  const read = readConfig(environment)
  return read.ok ? 'none' : read.problem
}

const PASSWORD = /must be written as %25 %2F %23/
const REDIS = /^REDIS_URL must be redis:/
describe('SV210 a setting that cannot be used is answered in a sentence that names it and says what is right', () => {
  test.each<[string, string, RegExp]>([
    ['ORIGIN', 'https://example.org/fermata', /^ORIGIN must be an address without a path/],
    ['ORIGIN', 'https://example.org?room=1', /^ORIGIN must be/],
    ['ORIGIN', 'https://me@example.org', /^ORIGIN must be/],
    ['ORIGIN', 'example.org', /^ORIGIN must be/],
    ['ORIGIN', 'ftp://example.org', /^ORIGIN must be/],
    ['ORIGIN', 'https://', /^ORIGIN must be/],
    ['PORT', '70000', /^PORT must be a whole number from 0 to 65535/],
    ['PORT', '-1', /^PORT must be/],
    ['PORT', 'http', /^PORT must be/],
    ['PORT', ' ', /^PORT is blank/],
    ['DATA_DIR', '  ', /^DATA_DIR is blank/],
    ['REDIS_URL', 'redis://:p@ss/w#rd@localhost', PASSWORD],
    ['REDIS_URL', 'redis://:50%off@localhost', PASSWORD],
    ['REDIS_URL', 'redis+sentinel://u:%zz@a,b/rooms', PASSWORD],
    ['REDIS_URL', 'redis://', REDIS],
    ['REDIS_URL', 'redis:///0', REDIS],
    ['REDIS_URL', 'http://localhost:6379', REDIS],
    ['REDIS_URL', 'localhost:6379', REDIS],
    ['REDIS_URL', 'redis://localhost:99999', REDIS],
    ['REDIS_URL', 'redis+sentinel://localhost', REDIS],
    ['REDIS_URL', 'redis://localhost?replicas=some', /^REDIS_URL asks for replicas/],
    ['TURN_URLS', 'turn.example.org', /^TURN_URLS must be/],
    ['TURN_URLS', 'turn:turn.example.org', /^TURN_URLS and TURN_SECRET belong together/],
    ['TURN_SECRET', 'short', /^TURN_SECRET must have 16/],
    ['TURN_ONLY', 'true', /^TURN_ONLY must be yes or no/],
    ['TURN_ONLY', 'yes', /^TURN_ONLY needs a relay/],
    ['KEEP_SESSION_HOURS', '49', /^KEEP_SESSION_HOURS must be a whole number of hours from 1 to 48/],
    ['KEEP_REFLECTIONS_DAYS', '1', /^KEEP_REFLECTIONS_DAYS must be/],
    ['QUIET_LEAVE', 'http://example.org', /^QUIET_LEAVE must be off/],
    ['PROMPTS', 'drop=1', /^PROMPTS must be/],
    ['TRUSTED_PROXIES', 'all', /^TRUSTED_PROXIES must be/],
  ])('%s=%s', (name, value, sentence) => {
    expect(problemOf({ [name]: value })).toMatch(sentence)
  })

  test('and never with what may be a password', () => {
    expect(problemOf({ REDIS_URL: 'redis://:hun/ter2@localhost' })).not.toContain('ter2')
  })

  test.each<[string, Record<string, string>, RegExp]>([
    ['a port', { PORT: '70000' }, /^Fermata cannot start: PORT must be/],
    ['a folder for the list', { ERASED_LIST: 'aFolder' }, /^Fermata cannot start: ERASED_LIST cannot be used: it is a folder/],
    ['a file for the data', { DATA_DIR: 'aFile' }, /^Fermata cannot start: DATA_DIR cannot be used: it is a file/],
    ['a file in the way of the list', { ERASED_LIST: 'aFile/list' }, /^Fermata cannot start: ERASED_LIST cannot be used: a part of its path is a file/],
    ['a folder for Help', { HELP_FILE: 'aFolder' }, /^Fermata cannot start: HELP_FILE cannot be used: it cannot be read, it is a folder/],
    ['no JSON for the consent', { CONSENT_FILE: 'aFile' }, /^Fermata cannot start: CONSENT_FILE cannot be used: it is not JSON/],
    ['a file for the questionnaires', { QUESTIONNAIRES: 'aFile' }, /^Fermata cannot start: QUESTIONNAIRES cannot be used/],
  ])('by the server itself: %s', async (_what, environment, sentence) => {
    const placed = Object.fromEntries(Object.entries(environment).map(([name, value]) => [name, value.startsWith('a') ? join(folder, value) : value]))
    expect(await refusedWith(placed)).toMatch(sentence)
  })
})

describe('SV211 a name close to a setting’s is refused with the one that was meant', () => {
  test.each([
    ['KEEP_REFLECTION_DAYS', 'KEEP_REFLECTIONS_DAYS'],
    ['REFLECTIONS_KEEP_DAYS', 'KEEP_REFLECTIONS_DAYS'],
    ['KEEP_SESSIONS_HOURS', 'KEEP_SESSION_HOURS'],
    ['KEEP_SESSION_HUORS', 'KEEP_SESSION_HOURS'],
    ['KEEP_NOTES_DAYS', 'KEEP_SESSION_HOURS, KEEP_REFLECTIONS_DAYS'],
    ['TURN_URL', 'TURN_URLS'],
    ['TURN_PASSWORD', 'TURN_URLS, TURN_SECRET, TURN_ONLY'],
    ['REDIS_URI', 'REDIS_URL'],
    ['DATADIR', 'DATA_DIR'],
    ['ERASE_LIST', 'ERASED_LIST'],
    ['QUESTIONNAIRE', 'QUESTIONNAIRES'],
    ['ORIGINS', 'ORIGIN'],
    ['PROT', 'PORT'],
    ['PROMPT', 'PROMPTS'],
    ['port', 'PORT'],
  ])('%s', (name, meant) => {
    expect(problemOf({ [name]: '3' })).toMatch(new RegExp(`^${name} is no setting; .*${meant}`))
  })

  test('and what belongs to others is left alone', () => {
    const others = ['PATH', 'HOME', 'HOST', 'USER', 'SHLVL', 'LANG', 'NODE_OPTIONS', 'TURN_HOST', 'SITE', 'REDIS_SERVICE_HOST', 'REDIS_PORT', 'TURN_PORT_3478_UDP', 'DISPLAY', 'TMPDIR', 'PS1']
    expect(problemOf(Object.fromEntries(others.map((name) => [name, '1'])))).toBe('none')
  })
})

describe('SV212 a Redis that cannot be used at the start', () => {
  const withRedis = async (settings: Record<string, string>): Promise<RedisServer> => {
    const redis = await startRedis(settings)
    onTestFinished(() => redis.dispose())
    return redis
  }

  test('for a wrong password is said as that', async () => {
    const { port } = await withRedis({ requirepass: 'right' })
    expect(await refusedWith({ REDIS_URL: `redis://:wrong@127.0.0.1:${port}` })).toMatch(/refuses this user or password/)
    expect(await refusedWith({ REDIS_URL: `redis://127.0.0.1:${port}` })).toMatch(/asks for a password/)
  })

  test('for a user who may not is said as that', async () => {
    const { port } = await withRedis({ user: 'guest on >secret ~tr:* &* +ping +client +hello' })
    expect(await refusedWith({ REDIS_URL: `redis://guest:secret@127.0.0.1:${port}` })).toMatch(/does not permit this user/)
  })

  test('for TLS where there is none is said as that', async () => {
    const { port } = await withRedis({})
    const { said } = start({ REDIS_URL: `rediss://127.0.0.1:${port}` })
    await vi.waitUntil(() => said().includes('If it speaks no TLS, REDIS_URL must begin with redis://'), { timeout: 20_000, interval: 20 })
  }, 30_000)

  test('that is only late is waited for, with a line that says so', async () => {
    const port = await freePort()
    const { child, said } = start({ REDIS_URL: `redis://127.0.0.1:${port}`, DATA_DIR: join(folder, 'late') })
    const listening = once(child, 'message')
    await vi.waitUntil(() => said().includes(`Redis at 127.0.0.1:${port} does not answer: nothing listens there. The start waits for it.`), { timeout: 15_000, interval: 20 })
    const redis = await startRedis({ port: String(port) })
    onTestFinished(() => redis.dispose())
    expect((await listening)[0]).toHaveProperty('listening')
    expect(said().split('does not answer').length).toBe(2)
  }, 40_000)
})
