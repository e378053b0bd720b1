/**
 * Socket.IO without its ways besides the WebSocket: the server opens no other (GW5), so no page need carry them. And
 * without taking bytes out of messages and putting them back: every message of ours is text, either way.
 */
import type { Plugin } from 'vite'

const TRANSPORTS = /\/node_modules\/engine\.io-client\/build\/esm\/transports\/[\w.-]+\.js$/

const BYTES = /\/node_modules\/socket\.io-parser\/build\/esm\/(?:is-)?binary\.js$/

/** No message has bytes in it; a server that says otherwise is not understood, and the connection made anew. */
const NO_BYTES = `
  export const isBinary = () => false
  export const hasBinary = () => false
  const none = () => { throw new Error('no bytes are spoken here') }
  export { none as deconstructPacket, none as reconstructPacket }`

/** Bytes written as text are for polling alone. What comes of them here is no message either. */
const BYTES_AS_TEXT = /\/node_modules\/engine\.io-parser\/build\/esm\/contrib\/base64-arraybuffer\.js$/
const NO_BYTES_AS_TEXT = 'export const decode = () => new ArrayBuffer(0)'

export function socketsOnly(): Plugin {
  return {
    name: 'fermata:sockets-only',
    transform: {
      filter: { id: [TRANSPORTS, BYTES, BYTES_AS_TEXT] },
      handler(code, id) {
        if (BYTES.test(id)) return { code: NO_BYTES, map: null }
        if (BYTES_AS_TEXT.test(id)) return { code: NO_BYTES_AS_TEXT, map: null }
        const only = id.endsWith('/index.js') ? `import { WS } from './websocket.node.js'\nexport const transports = { websocket: WS }` : code
        // The others listen for the page's end when they are read, used or not.
        return { code: only, map: null, moduleSideEffects: false }
      },
    },
  }
}
