import { fileURLToPath } from 'node:url'
import react from '@vitejs/plugin-react'
import { defaultClientConditions, defineConfig, type Plugin } from 'vite'
import { fewFiles } from './vite/few-files.ts'
import { lightSimplePeer } from './vite/light-simple-peer.ts'
import { oneLanguage } from './vite/one-language.ts'
import { socketsOnly } from './vite/sockets-only.ts'

/** The font every page needs asks to be fetched together with the page, not after the style sheet. */
function preloadFont(name: RegExp): Plugin {
  return {
    name: 'fermata:preload-font',
    apply: 'build',
    transformIndexHtml: {
      order: 'post',
      handler(_html, { bundle }) {
        const file = Object.keys(bundle ?? {}).find((path) => name.test(path))
        if (!file) throw new Error(`no font like ${name} in the bundle`)
        const attrs = { rel: 'preload', as: 'font', type: 'font/woff2', crossorigin: '', href: `/${file}` }
        return [{ tag: 'link', injectTo: 'head', attrs }]
      },
    },
  }
}

const root = fileURLToPath(new URL('.', import.meta.url)).replace(/\/$/, '')
const own = () => [lightSimplePeer(), socketsOnly(), react({ jsxImportSource: '#jsx' }), oneLanguage('en')]

export default defineConfig({
  plugins: [own(), fewFiles(root, own), preloadFont(/commissioner-latin-wght-normal-[^/]*\.woff2$/)],
  resolve: {
    conditions: ['fermata-source', ...defaultClientConditions],
  },
  build: {
    outDir: 'dist/web',
    target: 'es2022',
    // The content security policy allows our own files and no data: addresses.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
  },
})
