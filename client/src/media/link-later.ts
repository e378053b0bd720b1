/** The media link and simple-peer under it, fetched when they are first needed: after the first page is painted. */
import type { Clock } from '@fermata/shared/clock'
import type { Observable } from '../lib/observable.ts'
import type { IceSettings, OpenLink } from './port.ts'

/** Fetches the code of a call ahead. */
export const loadPeerLink = () => import('./peer-link.ts')

/** What a link asks of the relay: an offer made before it is known whether there is one would not name it. */
interface RelayToKnow {
  known(): Promise<unknown>
  ice: Observable<IceSettings>
}

/** Opens links once the relay is known. */
export const openLinkOnceKnown = (relay: RelayToKnow): OpenLink => async (options) => {
  const [{ openLink }] = await Promise.all([loadPeerLink(), relay.known()])
  return openLink(options, relay.ice)
}

/** Whether a call of this page to itself through these servers comes about. */
export const checkRelay = async (servers: RTCIceServer[], clock: Clock) =>
  (await import('./link/relay-check.ts')).checkRelay(servers, clock)
