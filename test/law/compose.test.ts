/** The Compose file, as Compose reads it, with every documented combination of profiles; and every command written about it. */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { interpolate } from './interpolate.ts'
import { ROOT } from './sources.ts'

interface Service {
  profiles?: string[]
  environment?: Record<string, unknown>
  depends_on?: string[] | Record<string, unknown>
  networks?: string[]
  volumes?: string[]
  command?: string | string[]
  cap_drop?: string[]
  cap_add?: string[]
  [key: string]: unknown
}
interface Compose {
  services: Record<string, Service>
  networks: Record<string, unknown>
  volumes: Record<string, unknown>
}

const text = readFileSync(join(ROOT, 'docker-compose.yml'), 'utf8')
/** Of a service in the Compose specification; more may be allowed, others are misspelt. */
const KEYS = new Set([
  'build', 'cap_add', 'cap_drop', 'command', 'depends_on', 'entrypoint', 'environment', 'healthcheck', 'image', 'network_mode', 'networks',
  'ports', 'profiles', 'read_only', 'restart', 'security_opt', 'tmpfs', 'volumes',
])

/** Values are interpolated after the file is read, and keys and comments are not. */
function compose(environment: Record<string, string>): { file: Compose; names: Set<string> } {
  const names = new Set<string>()
  const walk = (value: unknown): unknown => {
    if (typeof value === 'string') {
      const read = interpolate(value, environment)
      for (const name of read.names) names.add(name)
      return read.text
    }
    if (Array.isArray(value)) return value.map(walk)
    if (typeof value === 'object' && value !== null) return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, walk(part)]))
    return value
  }
  return { file: walk(parse(text)) as Compose, names }
}

const ADDRESS = { ORIGIN: 'https://rooms.example.org', SITE: 'rooms.example.org' }
const RELAY = { TURN_HOST: 'turn.example.org', TURN_SECRET: 'a-secret-of-sixteen' }
const COMBINATIONS: [string, string[], Record<string, string>][] = [
  ['none', [], {}],
  ['tls', ['tls'], ADDRESS],
  ['relay', ['relay'], RELAY],
  ['tls and relay', ['tls', 'relay'], { ...ADDRESS, ...RELAY }],
]

describe('SV213 the Compose file is read with every documented combination of profiles', () => {
  test.each(COMBINATIONS)('%s', (_name, profiles, environment) => {
    const { file } = compose(environment)
    const running = Object.entries(file.services).filter(([, { profiles: of = [] }]) => of.length === 0 || of.some((one) => profiles.includes(one)))
    expect(running.map(([name]) => name)).toEqual(['app', 'redis', ...(profiles.includes('tls') ? ['caddy'] : []), ...(profiles.includes('relay') ? ['relay'] : [])])
    const names = running.map(([name]) => name)
    for (const [, service] of running) {
      expect(Object.keys(service).filter((key) => !KEYS.has(key))).toEqual([])
      const needs = Array.isArray(service.depends_on) ? service.depends_on : Object.keys(service.depends_on ?? {})
      expect(needs.filter((one) => !names.includes(one))).toEqual([])
      expect((service.networks ?? []).filter((one) => !(one in file.networks))).toEqual([])
      for (const [from = ''] of (service.volumes ?? []).map((one) => one.split(':'))) {
        expect(from.startsWith('.') ? existsSync(join(ROOT, from)) : from in file.volumes, from).toBe(true)
      }
      for (const value of Object.values(service.environment ?? {})) expect(typeof value).toBe('string')
    }
    const turn = file.services['app']?.environment?.['TURN_URLS']
    expect(turn).toBe(profiles.includes('relay') ? 'turn:turn.example.org:3478,turn:turn.example.org:3478?transport=tcp' : '')
  })

  test('and the relay, without a secret, says so instead of starting', () => {
    const { file } = compose({ TURN_HOST: 'turn.example.org' })
    expect(file.services['relay']?.command?.[0]).toMatch(/^if \[ -z "\$TURN_SECRET" \]; then echo "The relay needs TURN_SECRET\."/)
  })

  test('and the relay may have what its program carries', () => {
    expect(compose({}).file.services['relay']).toMatchObject({ cap_drop: ['ALL'], cap_add: ['NET_BIND_SERVICE'] })
  })
})

test('SV213 a variable that must be set stops the file, in whatever profile it stands', () => {
  const must = '${A:?needs A}'
  expect(() => interpolate(must, {})).toThrow('required variable A is missing a value: needs A')
  expect(interpolate('${A:+x${B}y}${C:-${D-d}}$$E$B', { A: '1', B: 'b' }).text).toBe('xbyd$Eb')
})

test('SV213 every command that is written names profiles, variables, services and programs that are there', () => {
  const { file, names } = compose({})
  const profiles = Object.values(file.services).flatMap((service) => service.profiles ?? [])
  const documents = ['README.md', 'docker-compose.yml', ...readdirSync(join(ROOT, 'docs'), { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.md')).map((name) => join('docs', name))]
  const commands = documents.flatMap((path) => [...readFileSync(join(ROOT, path), 'utf8').matchAll(/(?:[A-Z_]+=\S+ )*docker compose(?: [^`\n]+)?/g)].map(([command]) => command))
  expect(commands.length).toBeGreaterThan(5)
  for (const command of commands) {
    for (const [, name = ''] of command.matchAll(/([A-Z_]+)=/g)) expect([...names], command).toContain(name)
    for (const [, profile = ''] of command.matchAll(/--profile (\w+)/g)) expect(profiles, command).toContain(profile)
    for (const [, service = ''] of command.matchAll(/ (?:exec|logs) (\w+)/g)) expect(Object.keys(file.services), command).toContain(service)
    for (const [, program = ''] of command.matchAll(/server\/dist\/([\w-]+)\.js/g)) expect(existsSync(join(ROOT, 'server/src', `${program}.ts`)), command).toBe(true)
  }
})
