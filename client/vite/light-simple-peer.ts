/**
 * simple-peer from its own source, without the Node streams and buffers its prebuilt file carries along: 6 kB in place of
 * 28 (gzip). Of a stream it uses an emitter and four fields; text comes and goes past its buffers (docs/decisions/0024).
 */
import { createRequire } from 'node:module'
import type { Plugin } from 'vite'

const STAND_INS: Readonly<Record<string, string>> = {
  debug: 'module.exports = () => () => {}',
  'queue-microtask': 'module.exports = (task) => globalThis.queueMicrotask(task)',
  // No browser we speak to has a prefix before these names.
  'get-browser-rtc': `
    module.exports = () => {
      const { RTCPeerConnection, RTCSessionDescription, RTCIceCandidate } = globalThis
      return RTCPeerConnection ? { RTCPeerConnection, RTCSessionDescription, RTCIceCandidate } : null
    }`,
  randombytes: `
    const hex = (bytes) => [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('')
    module.exports = (size) => ({ toString: () => hex(crypto.getRandomValues(new Uint8Array(size))) })`,
  // Binary messages are none of ours: what comes as one is passed over by whoever listens for text.
  buffer: 'exports.Buffer = { from: (bytes) => new Uint8Array(bytes) }',
  'readable-stream': `
    class Duplex {
      constructor() {
        this._listeners = new Map()
        this._readableState = { ended: false }
        this._writableState = { finished: false }
      }
      on(event, listener) {
        this._listeners.set(event, [...(this._listeners.get(event) ?? []), listener])
        return this
      }
      once(event, listener) {
        const only = (...told) => {
          this.removeListener(event, only)
          listener(...told)
        }
        only.listener = listener
        return this.on(event, only)
      }
      removeListener(event, listener) {
        const left = (this._listeners.get(event) ?? []).filter((each) => each !== listener && each.listener !== listener)
        this._listeners.set(event, left)
        return this
      }
      removeAllListeners() {
        this._listeners.clear()
        return this
      }
      emit(event, ...told) {
        const listeners = this._listeners.get(event) ?? []
        if (event === 'error' && listeners.length === 0) throw told[0]
        for (const listener of listeners) listener(...told)
        return listeners.length > 0
      }
      push(data) {
        if (data === null) this._readableState.ended = true
        else this.emit('data', data)
      }
      end() {
        this._writableState.finished = true
      }
    }
    exports.Duplex = Duplex`,
}

const MARK = '\0light-simple-peer:'

/** Both where the app is built and where its media link is tested. */
export function lightSimplePeer(): Plugin {
  return {
    name: 'fermata:light-simple-peer',
    enforce: 'pre',
    resolveId(source, importer) {
      if (source === 'simple-peer') return createRequire(import.meta.url).resolve('simple-peer/index.js')
      const asks = importer?.endsWith('/node_modules/simple-peer/index.js') ?? false
      return asks && source in STAND_INS ? `${MARK}${source}.cjs` : null
    },
    transform(code, id) {
      if (!id.endsWith('/node_modules/simple-peer/index.js')) return null
      // What it would say for debugging nobody hears, and each error has a code; the sentences are a good part of it.
      return { code: code.replace(/^ *this\._debug\(.*\)$/gm, '').replace(/errCode\(new Error\('[^']*'\)/g, 'errCode(new Error()'), map: null }
    },
    load(id) {
      return id.startsWith(MARK) ? STAND_INS[id.slice(MARK.length, -'.cjs'.length)] : null
    },
  }
}
