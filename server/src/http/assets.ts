/** The built app: hashed files for a year, the page itself never kept; brotli where the browser takes it. */
import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import express, { type RequestHandler, Router } from 'express'
import * as v from 'valibot'
import { documentHeaders, mayBeKept } from './headers.ts'

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

/** What the build says of its pages (`scripts/web/integrity.mjs`). */
const BuiltPages = v.object({ importMap: v.pipe(v.string(), v.regex(/^sha256-[A-Za-z0-9+/]{43}=$/)) })

export function assets(directory: string, origin: () => URL): Router {
  const router = Router()
  for (const { at, file } of PAGES) {
    router.get(at, (request, _response, next) => {
      request.url = `/${file}`
      next()
    })
  }
  router.get('/*page.html', async (_request, response, next) => {
    response.set(documentHeaders(origin(), await importMapOf(directory)))
    next()
  })
  router.use(precompressed(directory))
  const plain = { cacheControl: false, acceptRanges: false, etag: false, lastModified: false } as const
  router.use('/assets', express.static(join(directory, 'assets'), {
    ...plain, fallthrough: false, setHeaders: (response) => mayBeKept(response, 'forAYear'),
  }))
  router.use(express.static(directory, {
    ...plain, index: false, redirect: false,
    setHeaders: (response, path) => {
      if (/\.svg(\.br)?$/.test(path)) mayBeKept(response, 'forADay')
    },
  }))
  return router
}

/** Read with each page: a build made while the server runs has other pages. `null`: there is no build. */
async function importMapOf(directory: string): Promise<string | null> {
  const text = await readFile(join(directory, '.vite/pages.json'), 'utf8').catch(() => null)
  return text === null ? null : v.parse(BuiltPages, JSON.parse(text)).importMap
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
