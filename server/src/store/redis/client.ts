import type { Place } from '../../redis/address.ts'
import { openLink } from '../../redis/clients.ts'
import type { Link } from '../../redis/link.ts'
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

/** Redis with our scripts as methods. */
export type Client = Link<typeof scripts>
export type Calls = Client['scripts']

/** A client that answers or refuses, and never keeps a call waiting for a server that is not there. */
export const newClient = (place: Place, name: string | undefined): Client =>
  openLink({ place, scripts, name, offline: 'refuse' })
