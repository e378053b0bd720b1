/** Where Redis is, and as what: one server, a primary that Sentinels watch, or a Cluster. All of it stands in one URL. */

export interface Host {
  host: string
  port: number
}

/** What a connection needs beside host and port. */
export interface Access {
  username?: string
  password?: string
  tls: boolean
}

export type Place =
  | { kind: 'single'; url: string }
  | { kind: 'sentinel'; sentinels: Host[]; name: string; access: Access; sentinelPassword?: string }
  | { kind: 'cluster'; roots: Host[]; access: Access }

export interface RedisAddress {
  place: Place
  /** How many replicas must have what is durable before it is acknowledged. */
  replicas: number
}

export const REDIS_URL_FORMS =
  'REDIS_URL must be redis://host:port, redis+sentinel://host:port,host:port/name or redis+cluster://host:port,host:port (rediss… with TLS)'
const PASSWORD_SIGNS =
  'REDIS_URL cannot be read: in a user or password, signs such as % / # ? @ : must be written as %25 %2F %23 %3F %40 %3A'

/** A sentence when this is no address of Redis; it repeats no part of what may be a password. */
export function redisUrlProblem(text: string): string | null {
  if (readRedisUrl(text) !== null) return null
  if (!/^rediss?(?:\+(?:sentinel|cluster))?:\/\//.test(text)) return REDIS_URL_FORMS
  const access = text.slice(text.indexOf('//') + 2, Math.max(text.lastIndexOf('@'), 0))
  const isPlain = /^[^:@/#?%]*(?::[^:@/#?%]*)?$/.test(access.replace(/%[\da-f]{2}/gi, ''))
  if (!isPlain || /[#]/.test(text)) return PASSWORD_SIGNS
  if (/replicas=/.test(text) && readRedisUrl(text.replace(/replicas=[^&]*/, 'replicas=1')) !== null) return 'REDIS_URL asks for replicas that are no whole number from 0'
  return REDIS_URL_FORMS
}

const FORM = /^(rediss?)(?:\+(sentinel|cluster))?:\/\/(?:([^:@/]*)(?::([^@/]*))?@)?([^/?]+)(?:\/([^?]*))?(?:\?(.*))?$/
const USUAL_PORT = { sentinel: 26_379, cluster: 6_379 } as const

/**
 * Reads `REDIS_URL`; `null` when it is none.
 *
 * - `redis://user:password@host:6379/0`, `rediss://…`, `unix://…`
 * - `redis+sentinel://user:password@host:26379,host:26379/name?sentinelPassword=…`: user and password are Redis' own
 * - `redis+cluster://user:password@host:6379,host:6379`
 *
 * `?replicas=n` says how many replicas must have a durable change before it is acknowledged. Without it: none for one
 * server, one with Sentinel or a Cluster, because a fail-over must not lose what was acknowledged.
 */
export function readRedisUrl(text: string): RedisAddress | null {
  if (text.startsWith('unix://')) return { place: { kind: 'single', url: text }, replicas: 0 }
  const [, scheme = '', several, username, password, hosts = '', path = '', query = ''] = FORM.exec(text) ?? []
  if (scheme === '' || !isEncoded(username) || !isEncoded(password)) return null
  const options = new URLSearchParams(query)
  const replicas = Number(options.get('replicas') ?? (several === undefined ? 0 : 1))
  if (!Number.isInteger(replicas) || replicas < 0) return null
  if (several === undefined) {
    const [url = ''] = text.split('?')
    const isOne = URL.canParse(url) && new URL(url).hostname !== '' && /^(?:\d+)?$/.test(path) && readHost(hosts, 6_379) !== null
    return isOne ? { place: { kind: 'single', url }, replicas } : null
  }

  const usual = USUAL_PORT[several === 'sentinel' ? 'sentinel' : 'cluster']
  const listed = hosts.split(',').map((host) => readHost(host, usual))
  const known = listed.filter((host) => host !== null)
  if (known.length !== listed.length) return null
  const access: Access = {
    tls: scheme === 'rediss',
    ...(username ? { username: decodeURIComponent(username) } : {}),
    ...(password ? { password: decodeURIComponent(password) } : {}),
  }
  if (several === 'cluster') return { place: { kind: 'cluster', roots: known, access }, replicas }
  if (path === '') return null
  const sentinelPassword = options.get('sentinelPassword')
  const own = sentinelPassword === null ? {} : { sentinelPassword }
  return { place: { kind: 'sentinel', sentinels: known, name: path, access, ...own }, replicas }
}

function readHost(text: string, usual: number): Host | null {
  const [, host, port] = /^(\[[\da-f:.]+\]|[^:[\]]+)(?::(\d{1,5}))?$/i.exec(text) ?? []
  if (Number(port ?? usual) > 65_535 || Number(port ?? usual) < 1) return null
  return host === undefined ? null : { host: host.replace(/^\[|\]$/g, ''), port: Number(port ?? usual) }
}

/** Whether it can be decoded, and has no sign that should have been encoded. */
function isEncoded(text = ''): boolean {
  return !/%(?![\da-f]{2})|[#?]/i.test(text)
}
