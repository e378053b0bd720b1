/** The headers of every response: nothing runs that is not ours, nothing tells where it was, nothing is kept. */
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

/** No inline code; `connect-src` names the socket because older Safari leaves it out of 'self'. */
const contentSecurityPolicy = (origin: URL): string => {
  const socket = `${origin.protocol === 'https:' ? 'wss' : 'ws'}://${origin.host}`
  return [
    "default-src 'none'",
    "script-src 'self'",
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
    "require-trusted-types-for 'script'",
  ].join('; ')
}

/**
 * Sets them on every response of this server, also on those of the socket's handshake; `no-store` unless a later
 * handler knows better (hashed assets do).
 */
export function setHeadersFirst(server: Server, origin: () => URL): void {
  server.prependListener('request', (_request: IncomingMessage, response: ServerResponse) => {
    const own = origin()
    for (const [name, value] of Object.entries(headersOf(own))) response.setHeader(name, value)
  })
}

const headersOf = (own: URL): Record<string, string> => ({
  'Content-Security-Policy': contentSecurityPolicy(own),
  'Permissions-Policy': PERMISSIONS,
  'Referrer-Policy': 'no-referrer',
  'X-Content-Type-Options': 'nosniff',
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Embedder-Policy': 'require-corp',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Cache-Control': 'no-store',
  ...(own.protocol === 'https:' ? { 'Strict-Transport-Security': 'max-age=63072000; includeSubDomains' } : {}),
})
