import { createClient } from 'redis'
import { commitRoom } from './scripts/commit.ts'
import { createRoom } from './scripts/create.ts'
import { eraseRoom } from './scripts/erase.ts'
import { releaseLease, renewLeases } from './scripts/leases.ts'
import { loadRoom } from './scripts/load.ts'
import { readLog } from './scripts/read.ts'
import { getRecord, listRecords, writeRecords } from './scripts/records.ts'

const scripts = {
  commitRoom, createRoom, eraseRoom, getRecord, listRecords, loadRoom, readLog, releaseLease, renewLeases, writeRecords,
}

type Scripts = typeof scripts
type WithoutParser<Args extends unknown[]> = Args extends [unknown, ...infer Rest] ? Rest : never

/**
 * Our scripts as methods, with the replies as each script says them. The library's own types turn a tuple into an
 * array of anything in it.
 */
type ScriptCalls = {
  [Name in keyof Scripts]: (
    ...args: WithoutParser<Parameters<Scripts[Name]['parseCommand']>>
  ) => Promise<ReturnType<Scripts[Name]['transformReply']>>
}

type LibraryClient = ReturnType<typeof createLibraryClient>
export type Client = Omit<LibraryClient, keyof Scripts> & ScriptCalls

const LONGEST_PAUSE_MS = 1_000

/**
 * A client that never gives up and never ends the process. The settings were each found to be needed by stopping,
 * killing and restarting a Redis under load: without `disableOfflineQueue` a call waits for a server that is not
 * there; without `socketTimeout` and `pingInterval` a hanging server looks alive; the usual reconnect strategy gives
 * up after a socket timeout; `maintNotifications` asks for a feature of Redis Enterprise.
 * RESP 2 is pinned so that replies look the same whatever the library's next default is.
 */
export function newClient(url: string, name: string | undefined): Client {
  return createLibraryClient(url, name) as LibraryClient & ScriptCalls
}

function createLibraryClient(url: string, name: string | undefined) {
  return createClient({
    url,
    scripts,
    RESP: 2,
    disableOfflineQueue: true,
    pingInterval: 1_000,
    maintNotifications: 'disabled',
    socket: {
      connectTimeout: 3_000,
      socketTimeout: 3_000,
      reconnectStrategy: (retries) => Math.min(50 * 2 ** Math.min(retries, 10), LONGEST_PAUSE_MS),
    },
    ...(name === undefined ? {} : { name }),
  })
}
