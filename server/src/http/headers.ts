/**
 * The headers of responses: nothing runs that is not ours, nothing tells where it was, nothing is kept. What a document
 * may do is said with documents only; a client's page fetches thirty files, each with its head.
 */
import type { IncomingMessage, Server, ServerResponse } from 'node:http'

/** What this page may use of the machine; the rest is off (a bare deny-all would break copy link and passkeys). */
const ALLOWED_FEATURES = [
  'camera', 'microphone', 'display-capture', 'clipboard-write', 'screen-wake-lock', 'picture-in-picture',
  'fullscreen', 'autoplay', 'speaker-selection', 'publickey-credentials-create', 'publickey-credentials-get',
]
const DENIED_FEATURES = [
  'accelerometer', 'browsing-topics', 'geolocation', 'gyroscope', 'hid', 'idle-detection', 'magnetometer', 'midi',
  'payment', 'serial', 'usb', 'xr-spatial-tracking',
]
const PERMISSIONS = [
  ...ALLOWED_FEATURES.map((feature) => `${feature}=(self)`),
  ...DENIED_FEATURES.map((feature) => `${feature}=()`),
].join(', ')

/**
 * No inline code but the import map of the build, known by its hash (docs/decisions/0046); no policy may be made that
 * would turn text into code. `connect-src` names the socket because older Safari leaves it out of 'self'.
 */
const contentSecurityPolicy = (origin: URL, importMap: string | null): string => {
  const socket = `${origin.protocol === 'https:' ? 'wss' : 'ws'}://${origin.host}`
  return [
    "default-src 'none'",
    importMap === null ? "script-src 'self'" : `script-src 'self' '${importMap}'`,
    "style-src 'self'",
    "img-src 'self' data:",
    "font-src 'self'",
    `connect-src 'self' ${socket}`,
    "media-src 'self' blob:",
    "worker-src 'self'",
    "manifest-src 'self'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
    "trusted-types 'none'",
    "require-trusted-types-for 'script'",
  ].join('; ')
}

/** For a page of ours. `importMap`: the hash of the one inline script it has, such as `sha256-…`; `null` without one. */
export const documentHeaders = (own: URL, importMap: string | null): Record<string, string> => ({
  'Content-Security-Policy': contentSecurityPolicy(own, importMap),
  // Every script must be known by its hash; without the map, which names them, nothing would be.
  ...(importMap === null ? {} : { 'Integrity-Policy': 'blocked-destinations=(script)' }),
  'Permissions-Policy': PERMISSIONS,
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Embedder-Policy': 'require-corp',
})

/**
 * Sets what holds for every response of this server, also for those of the socket's handshake. A page and a file that may
 * be kept say what else holds for them.
 */
export function setHeadersFirst(server: Server, origin: () => URL): void {
  server.prependListener('request', (_request: IncomingMessage, response: ServerResponse) => {
    for (const [name, value] of Object.entries(headersOf(origin()))) response.setHeader(name, value)
  })
}

const headersOf = (own: URL): Record<string, string> => ({
  // Whatever is no page of ours, such as an answer of the API, is nothing if somebody opens it as one.
  'Content-Security-Policy': "default-src 'none'; frame-ancestors 'none'",
  'Referrer-Policy': 'no-referrer',
  'X-Content-Type-Options': 'nosniff',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Cache-Control': 'no-store',
  ...(own.protocol === 'https:' ? { 'Strict-Transport-Security': 'max-age=63072000; includeSubDomains' } : {}),
})

/** Of these a file that a page fetches needs none: they are the page's own business. */
const NOT_ON_FILES = ['Content-Security-Policy', 'Referrer-Policy', 'Strict-Transport-Security']

/** A file whose name changes with its content may be kept for a year; the icon, whose name does not, for a day. */
export function mayBeKept(response: ServerResponse, how: 'forAYear' | 'forADay'): void {
  for (const name of NOT_ON_FILES) response.removeHeader(name)
  response.setHeader('Cache-Control', how === 'forAYear' ? 'max-age=31536000, immutable' : 'max-age=86400')
}
