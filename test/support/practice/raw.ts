import { request, type IncomingHttpHeaders } from 'node:http'
import { text } from 'node:stream/consumers'

/** A request with exactly these headers: `fetch` would add or refuse some. An object as body is sent as JSON. */
export function rawRequest(
  origin: string,
  method: string,
  path: string,
  headers: Record<string, string>,
  body: object | string = '',
): Promise<{ status: number; headers: IncomingHttpHeaders; body: string }> {
  const sent = typeof body === 'string' ? body : JSON.stringify(body)
  const all = { 'content-type': 'application/json', 'content-length': Buffer.byteLength(sent), ...headers }
  return new Promise((resolve, reject) => {
    const asked = request(`${origin}${path}`, { method, agent: false, headers: all }, (response) => {
      text(response).then(
        (answer) => resolve({ status: response.statusCode ?? 0, headers: response.headers, body: answer }),
        reject,
      )
    })
    asked.on('error', reject)
    asked.end(sent)
  })
}
