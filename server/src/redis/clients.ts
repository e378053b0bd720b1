/**
 * Clients that never give up and never end the process. The settings were each found to be needed by stopping, killing
 * and restarting a Redis under load: without `disableOfflineQueue` a call waits for a server that is not there; without
 * `socketTimeout` and `pingInterval` a hanging server looks alive; the usual reconnect strategy gives up after a socket
 * timeout; `maintNotifications` asks for a feature of Redis Enterprise. RESP 2 is pinned so that replies look the same
 * whatever the library's next default is. Every client has a listener for errors: without one the event would end the
 * process, and every call says for itself that it failed. The last error is kept, for a start that has to say what is wrong.
 */
import { createClient, createCluster, createSentinel, type RedisScripts } from 'redis'
import type { Access, Host, Place } from './address.ts'
import type { Link, ScriptCalls } from './link.ts'

export interface LinkOptions<Scripts extends RedisScripts> {
  place: Place
  scripts: Scripts
  /** Shown by `CLIENT LIST`. */
  name?: string | undefined
  /** A caller that can wait lets calls queue while there is no connection: subscriptions do. */
  offline: 'refuse' | 'queue'
}

const LONGEST_PAUSE_MS = 1_000
/** How often the Sentinels are asked who is primary, beside what they tell by themselves. */
const ASK_SENTINELS_EVERY_MS = 2_000

/** Of what waits to be sent or answered; more is refused at once, so that a stalled server costs no memory. */
const LONGEST_QUEUE = 10_000

const SOCKET = {
  connectTimeout: 3_000,
  socketTimeout: 3_000,
  reconnectStrategy: (retries: number) => Math.min(50 * 2 ** Math.min(retries, 10), LONGEST_PAUSE_MS),
}
const ALWAYS = { RESP: 2, pingInterval: 1_000, maintNotifications: 'disabled' } as const

/** Opens a client and begins to connect; it can be used at once. */
export function openLink<Scripts extends RedisScripts>(options: LinkOptions<Scripts>): Link<Scripts> {
  switch (options.place.kind) {
    case 'single':
      return single(options, options.place.url)
    case 'sentinel':
      return watched(options, options.place)
    case 'cluster':
      return clustered(options, options.place)
  }
}

const common = ({ name, offline }: LinkOptions<RedisScripts>) => ({
  ...ALWAYS,
  disableOfflineQueue: offline === 'refuse',
  commandsQueueMaxLength: LONGEST_QUEUE,
  ...(name === undefined ? {} : { name }),
})
const socketOf = ({ tls }: Access) => (tls ? { ...SOCKET, tls: true as const } : SOCKET)
const loginOf = ({ username, password }: Access) => ({
  ...(username === undefined ? {} : { username }),
  ...(password === undefined ? {} : { password }),
})

function single<Scripts extends RedisScripts>(options: LinkOptions<Scripts>, url: string): Link<Scripts> {
  const client = createClient({ url, scripts: options.scripts, ...common(options), socket: SOCKET })
  const problem = lastProblem()
  client.on('error', problem.note)
  client.connect().catch(problem.note)
  return {
    scripts: client as unknown as ScriptCalls<Scripts>,
    isReady: () => client.isReady,
    problem: problem.last,
    onReady: (act) => void client.on('ready', act),
    send: (args) => client.sendCommand(args),
    everywhere: (args) => Promise.allSettled([client.sendCommand(args)]),
    publish: (channel, text) => client.publish(channel, text),
    subscribe(channels, hear) {
      for (const channel of channels) client.subscribe(channel, hear).catch(() => undefined)
    },
    close: () => client.close(),
    destroy: () => client.destroy(),
  }
}

function watched<Scripts extends RedisScripts>(
  options: LinkOptions<Scripts>, place: Extract<Place, { kind: 'sentinel' }>,
): Link<Scripts> {
  const { sentinels, name, access, sentinelPassword } = place
  const sentinel = createSentinel({
    name,
    sentinelRootNodes: sentinels,
    scripts: options.scripts,
    RESP: 2,
    scanInterval: ASK_SENTINELS_EVERY_MS,
    passthroughClientErrorEvents: true,
    nodeClientOptions: { ...common(options), ...loginOf(access), socket: socketOf(access) },
    sentinelClientOptions: {
      ...ALWAYS,
      socket: socketOf(access),
      ...(sentinelPassword === undefined ? {} : { password: sentinelPassword }),
    },
  })
  const problem = lastProblem()
  sentinel.on('error', problem.note)
  sentinel.on('client-error', ({ error }: { error: unknown }) => problem.note(error))
  const wish = again(async () => void (await sentinel.connect()), problem.note)
  return {
    scripts: sentinel as unknown as ScriptCalls<Scripts>,
    isReady: () => sentinel.isReady,
    problem: problem.last,
    onReady: (act) => void sentinel.on('ready', act),
    send: (args) => sentinel.sendCommand(false, args),
    everywhere: (args) => Promise.allSettled([sentinel.sendCommand(false, args)]),
    publish: (channel, text) => sentinel.publish(channel, text),
    // The library keeps subscriptions through a change of primary, but takes none before the first is known.
    subscribe(channels, hear) {
      sentinel.once('ready', () => {
        for (const channel of channels) sentinel.subscribe(channel, hear).catch(() => undefined)
      })
    },
    close() {
      wish.stop()
      return sentinel.close()
    },
    destroy() {
      wish.stop()
      sentinel.destroy().catch(() => undefined)
    },
  }
}

function clustered<Scripts extends RedisScripts>(
  options: LinkOptions<Scripts>, { roots, access }: { roots: readonly Host[]; access: Access },
): Link<Scripts> {
  const cluster = createCluster({
    rootNodes: roots.map((root) => ({ socket: root })),
    defaults: { ...common(options), ...loginOf(access), socket: socketOf(access) },
    scripts: options.scripts,
    RESP: 2,
    topologyRefreshOnReconnectionAttemptStrategy: 1_000,
  })
  const problem = lastProblem()
  for (const event of ['error', 'node-error'] as const) cluster.on(event, problem.note)
  const wish = again(async () => void (await cluster.connect()), problem.note)
  return {
    scripts: cluster as unknown as ScriptCalls<Scripts>,
    isReady: () => cluster.isReady,
    problem: problem.last,
    onReady(act) {
      cluster.on('connect', act)
      // At first its nodes are ready one by one, before the whole is.
      cluster.on('node-ready', () => {
        if (cluster.isReady) act()
      })
    },
    send: (args, key) => cluster.sendCommand(key, false, args),
    everywhere: (args) =>
      Promise.allSettled(cluster.masters.map(async (master) => (await cluster.nodeClient(master)).sendCommand(args))),
    publish: (channel, text) => cluster.publish(channel, text),
    subscribe(channels, hear) {
      cluster.once('connect', () => {
        for (const channel of channels) cluster.subscribe(channel, hear).catch(() => undefined)
      })
    },
    close() {
      wish.stop()
      return cluster.close()
    },
    destroy() {
      wish.stop()
      cluster.destroy()
    },
  }
}

/** Tries until it worked: a library client that found nobody at its first try does not try again by itself. */
function again(connect: () => Promise<void>, failed: (thrown: unknown) => void): { stop(): void } {
  let stopped = false
  let timer: ReturnType<typeof setTimeout> | undefined
  const attempt = (): void => {
    connect().catch((thrown: unknown) => {
      failed(thrown)
      if (!stopped) timer = setTimeout(attempt, LONGEST_PAUSE_MS)
    })
  }
  attempt()
  return {
    stop() {
      stopped = true
      clearTimeout(timer)
    },
  }
}

/** Keeps what went wrong last. */
function lastProblem(): { note(thrown: unknown): void; last(): unknown } {
  let last: unknown = null
  return {
    note(thrown) {
      last = thrown
    },
    last: () => last,
  }
}
