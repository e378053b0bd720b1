/** Why Redis cannot be reached, in a sentence for the operator. */
import type { Host, Place } from '../../redis/address.ts'

/** `wrong`: trying again cannot help, a setting is wrong. `away`: it may only be late. */
export interface RedisProblem {
  kind: 'wrong' | 'away'
  sentence: string
}

/** Reads what the library threw; `thrown` is `null` where nothing was. */
export function redisProblem(place: Place, thrown: unknown): RedisProblem {
  const where = `Redis at ${whereOf(place)}`
  const text = textOf(thrown)
  const wrong = (sentence: string): RedisProblem => ({ kind: 'wrong', sentence: `${where} ${sentence}` })
  const away = (sentence: string): RedisProblem => ({ kind: 'away', sentence: `${where} ${sentence}` })
  if (/WRONGPASS|invalid password/i.test(text)) return wrong('refuses this user or password. Look at the ones in REDIS_URL.')
  if (/NOAUTH|Authentication required/i.test(text)) return wrong('asks for a password. REDIS_URL must be redis://user:password@host:port.')
  if (/without any password configured/i.test(text)) return wrong('has no password, and REDIS_URL names one. Take it out of REDIS_URL, or set it in Redis.')
  if (/NOPERM/i.test(text)) return wrong('does not permit this user what Fermata needs: keys and channels that begin with tr:, and scripts.')
  if (/WRONG_VERSION_NUMBER|EPROTO|packet length too long/i.test(text)) return wrong('speaks no TLS. REDIS_URL must begin with redis:// instead of rediss://.')
  if (/CERT|self.signed|altname|unable to verify/i.test(text)) return wrong('shows a certificate that this server does not trust. Name its authority in NODE_EXTRA_CA_CERTS.')
  if (/ENOTFOUND|EAI_AGAIN/.test(text)) return away('cannot be found: its name is not known here.')
  if (/ECONNREFUSED/.test(text)) return away('does not answer: nothing listens there.')
  if (/LOADING/.test(text)) return away('is still loading its data.')
  if (/closed unexpectedly|ECONNRESET|EPIPE|disconnected before secure/i.test(text))
    return away('closes every connection. If it expects TLS, REDIS_URL must begin with rediss://; if it does not, with redis://.')
  // A Redis without TLS waits for the rest of what it takes for a command.
  return away(isOverTls(place) ? 'does not answer. If it speaks no TLS, REDIS_URL must begin with redis:// instead of rediss://.' : 'does not answer.')
}

const isOverTls = (place: Place): boolean => (place.kind === 'single' ? place.url.startsWith('rediss:') : place.access.tls)

function whereOf(place: Place): string {
  const hosts = (all: readonly Host[]): string => all.map(({ host, port }) => `${host}:${port}`).join(', ')
  if (place.kind === 'sentinel') return `the Sentinels ${hosts(place.sentinels)}, name ${place.name},`
  if (place.kind === 'cluster') return hosts(place.roots)
  if (place.url.startsWith('unix:')) return place.url.replace(/^unix:\/\/(?:.*@)?/, '').replace(/\?.*/, '')
  const { hostname, port } = new URL(place.url)
  return `${hostname}:${port || '6379'}`
}

/** Code and message, also of what caused it. A Redis error's message holds no password. */
function textOf(thrown: unknown): string {
  if (!(thrown instanceof Error)) return ''
  const inner = thrown instanceof AggregateError ? thrown.errors : [thrown.cause]
  const code = 'code' in thrown ? String(thrown.code) : ''
  return [code, thrown.message, ...inner.map(textOf)].join(' ')
}
