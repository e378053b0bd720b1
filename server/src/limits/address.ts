/** From where a request comes, as far as it may be limited by that. Kept in memory only, and never logged. */
import type { IncomingMessage } from 'node:http'
import { isIP, isIPv6 } from 'node:net'
import proxyaddr from 'proxy-addr'

/**
 * Which proxies are believed about where a request came from: so many nearest ones, or all whose address is in one of
 * these networks (also `loopback`, `linklocal`, `uniquelocal`).
 */
export type TrustedProxies = { by: 'count'; count: number } | { by: 'networks'; networks: readonly string[] }

/** `null`: one of these is no network. */
export function trustNetworks(networks: readonly string[]): TrustedProxies | null {
  try {
    proxyaddr.compile([...networks])
    return { by: 'networks', networks }
  } catch {
    // The library has no other way to say so.
    return null
  }
}

/** We speak no TLS: behind an https origin there is a proxy, on plain http none, and its header could be anybody's. */
export const usualProxies = (origin: URL): TrustedProxies => ({ by: 'count', count: origin.protocol === 'https:' ? 1 : 0 })

export class Addresses {
  readonly #trusts: (address: string, distance: number) => boolean

  constructor(trusted: TrustedProxies) {
    if (trusted.by === 'count') {
      this.#trusts = (_address, distance) => distance < trusted.count
    } else {
      const within = proxyaddr.compile([...trusted.networks])
      this.#trusts = (address, distance) => within(withoutPort(address), distance)
    }
  }

  /**
   * The address behind a request: the first that no trusted proxy has, read from the nearest. `null` where it says
   * nothing: this machine itself, or proxies that do not tell. An IPv6 network counts as one address (its /64).
   */
  of(request: IncomingMessage): string | null {
    const direct = request.socket.remoteAddress ?? ''
    const behind = proxyaddr(request, this.#trusts)
    return behind === direct ? this.ofPeer(direct) : networkOf(withoutPort(behind))
  }

  /** The address at the other end of a connection, before anything was said on it; `null` also for a trusted proxy. */
  ofPeer(remoteAddress: string | undefined): string | null {
    const direct = networkOf(remoteAddress ?? '')
    const isThisMachine = direct === null || direct.startsWith('127.') || direct === networkOf('::1')
    return isThisMachine || this.#trusts(remoteAddress ?? '', 0) ? null : direct
  }
}

/** Some proxies write the port beside the address; it is another for every connection. */
function withoutPort(address: string): string {
  return /^\[([^\]]+)\](?::\d+)?$/.exec(address)?.[1] ?? /^([\d.]+):\d+$/.exec(address)?.[1] ?? address
}

/** `null`: this is no address. */
function networkOf(address: string): string | null {
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1]
  if (mapped !== undefined) return mapped
  if (!isIPv6(address)) return isIP(address) === 0 ? null : address
  const [head = '', tail] = address.split('::')
  const groups = head === '' ? [] : head.split(':')
  const after = tail === undefined || tail === '' ? [] : tail.split(':')
  const zeros = tail === undefined ? [] : Array<string>(Math.max(0, 8 - groups.length - after.length)).fill('0')
  const whole = [...groups, ...zeros, ...after].map((group) => group.replace(/^0+(?=.)/, '').toLowerCase())
  return whole.slice(0, 4).join(':')
}
