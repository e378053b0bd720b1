/** The Express app: the API, health, the app's own files; one uniform answer for the rest. */
import express, { type ErrorRequestHandler, type Express } from 'express'
import { faultName } from '../log.ts'
import { api } from './api.ts'
import { assets } from './assets.ts'
import type { ApiParts } from './route.ts'
import { securityText } from './security-text.ts'

export interface AppParts extends ApiParts {
  /** Where the built app lies. */
  webDirectory: string
  /** Whom to tell of a weakness, as an address; `null`: nobody is named. */
  securityContact: string | null
}

export function createApp(parts: AppParts): Express {
  const app = express()
  app.disable('x-powered-by')
  app.get('/health', async (_request, response) => {
    const healthy = await parts.store.healthy().catch(() => false)
    response.status(healthy ? 200 : 503).json({ healthy })
  })
  app.use('/api', api(parts))
  const origin = () => new URL(parts.origin())
  app.get('/.well-known/security.txt', securityText(parts.securityContact, origin, () => parts.store.now()))
  app.use(assets(parts.webDirectory, origin))
  app.use((_request, response) => void response.status(404).type('text').send('Nothing here.'))

  // Express recognises an error handler by its four parameters.
  const onError: ErrorRequestHandler = (thrown: unknown, _request, response, next) => {
    if (response.headersSent) return next(thrown)
    const status = statusOf(thrown)
    if (status >= 500) parts.log.warn('requestFault', { fault: faultName(thrown) })
    response.status(status).json({ refusal: status === 404 ? { code: 'noSuchRoom' } : { code: 'malformed' } })
  }
  app.use(onError)
  return app
}

/** body-parser and static files throw errors that carry their status; anything else is our bug. */
function statusOf(thrown: unknown): number {
  const status = typeof thrown === 'object' && thrown !== null && 'status' in thrown ? thrown.status : undefined
  return typeof status === 'number' && status >= 400 && status < 600 ? status : 500
}
