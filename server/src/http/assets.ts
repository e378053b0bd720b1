/** The built app: hashed files for ever, the page itself never kept; brotli where the browser takes it. */
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import express, { type RequestHandler, Router } from 'express'

const TYPES: Record<string, string> = {
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.html': 'text/html; charset=utf-8',
}

/** The addresses the app itself answers, and which page: each names the files of its role. Everything else is not found. */
const PAGES: readonly { at: string[]; file: string }[] = [
  // Whatever stands behind `/r/` is somebody's copy of a client's link, and never a therapist's page.
  { at: ['/r{/*rest}'], file: 'client.html' },
  { at: ['/', '/desk/:room', '/new-room'], file: 'therapist.html' },
  { at: ['/setup'], file: 'index.html' },
]

export function assets(directory: string): Router {
  const router = Router()
  for (const { at, file } of PAGES) {
    router.get(at, (request, _response, next) => {
      request.url = `/${file}`
      next()
    })
  }
  router.use(precompressed(directory))
  const hashed = { immutable: true, maxAge: '1y', fallthrough: false }
  router.use('/assets', express.static(join(directory, 'assets'), hashed))
  router.use(express.static(directory, { index: false, redirect: false, cacheControl: false }))
  return router
}

/** Serves `file.br`, made at build time, in place of `file`. */
function precompressed(directory: string): RequestHandler {
  return (request, response, next) => {
    const [path = ''] = request.url.split('?')
    const type = TYPES[path.slice(path.lastIndexOf('.'))]
    const takesBrotli = request.acceptsEncodings('br') === 'br'
    const servable = type !== undefined && takesBrotli && !path.includes('..')
    if (!servable || !existsSync(join(directory, `${path}.br`))) return next()
    request.url = `${path}.br`
    response.set({ 'Content-Encoding': 'br', 'Content-Type': type, Vary: 'Accept-Encoding' })
    next()
  }
}
