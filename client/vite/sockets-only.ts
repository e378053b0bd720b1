/** Socket.IO without its ways besides the WebSocket: the server opens no other (GW5), so no page need carry them. */
import type { Plugin } from 'vite'

const TRANSPORTS = /\/node_modules\/engine\.io-client\/build\/esm\/transports\/[\w.-]+\.js$/

export function socketsOnly(): Plugin {
  return {
    name: 'fermata:sockets-only',
    transform: {
      filter: { id: TRANSPORTS },
      handler(code, id) {
        const only = id.endsWith('/index.js') ? `import { WS } from './websocket.node.js'\nexport const transports = { websocket: WS }` : code
        // The others listen for the page's end when they are read, used or not.
        return { code: only, map: null, moduleSideEffects: false }
      },
    },
  }
}
