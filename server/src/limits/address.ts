/** From where a request comes, as far as it may be limited by that. Kept in memory only, and never logged. */
import type { IncomingMessage } from 'node:http'
import { isIPv6 } from 'node:net'

/**
 * The address behind a request, or `null` where it says nothing: this machine itself, or a proxy that does not tell.
 * We speak no TLS, so behind an https origin there is a proxy, and the last entry of `X-Forwarded-For` is its word;
 * on plain http there is none, and that header could be anybody's. An IPv6 network counts as one address (its /64).
 */
export function addressOf(request: IncomingMessage, origin: string): string | null {
  if (origin.startsWith('https:')) {
    const forwarded = [request.headers['x-forwarded-for'] ?? ''].flat().join()
    const last = forwarded.split(',').at(-1)?.trim() ?? ''
    return last === '' ? null : networkOf(last)
  }
  const direct = networkOf(request.socket.remoteAddress ?? '')
  return direct === '' || direct.startsWith('127.') || direct === networkOf('::1') ? null : direct
}

function networkOf(address: string): string {
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1]
  if (mapped !== undefined) return mapped
  if (!isIPv6(address)) return address
  const [head = '', tail] = address.split('::')
  const groups = head === '' ? [] : head.split(':')
  const after = tail === undefined || tail === '' ? [] : tail.split(':')
  const zeros = tail === undefined ? [] : Array<string>(Math.max(0, 8 - groups.length - after.length)).fill('0')
  const whole = [...groups, ...zeros, ...after].map((group) => group.replace(/^0+(?=.)/, '').toLowerCase())
  return whole.slice(0, 4).join(':')
}
