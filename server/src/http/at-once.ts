/** How many requests of one address the API works on at the same time. */
import type { RequestHandler } from 'express'
import type { Addresses } from '../limits/address.ts'
import { Crowd } from '../limits/crowd.ts'

/** Enough for a practice of forty people behind one router who all open the app together. */
const REQUESTS_PER_ADDRESS = 200

/** `tooMany` answers the requests beyond; one is open from its headers until its answer has gone, or its sender has. */
export function boundRequests(addresses: Addresses, tooMany: RequestHandler, most = REQUESTS_PER_ADDRESS): RequestHandler {
  const crowd = new Crowd(most)
  return (request, response, next) => {
    const address = addresses.of(request)
    if (crowd.mayEnter(address)) {
      response.once('close', crowd.enter(address))
      next()
    } else void tooMany(request, response, next)
  }
}
