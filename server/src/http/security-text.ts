/** Whom to tell of a weakness of this server (RFC 9116). Without a contact there is no such file. */
import { DAY, type Millis } from '@fermata/shared/clock'
import type { RequestHandler } from 'express'

/** The contact is asked for again after half a year; the standard wants less than a year. */
const HOLDS_FOR = 180 * DAY

export function securityText(contact: string | null, origin: () => URL, now: () => Millis): RequestHandler {
  return (_request, response, next) => {
    if (contact === null) return next()
    const lines = [
      `Contact: ${contact}`,
      `Expires: ${new Date(now() + HOLDS_FOR).toISOString()}`,
      'Preferred-Languages: en',
      `Canonical: ${origin().origin}/.well-known/security.txt`,
    ]
    response.type('text').send(`${lines.join('\n')}\n`)
  }
}
