import react from '@vitejs/plugin-react'
import { defaultClientConditions, defineConfig, type Plugin } from 'vite'

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

export default defineConfig(({ mode }) => ({
  plugins: [react(), preloadFont(/commissioner-latin-wght-normal-[^/]*\.woff2$/)],
  resolve: {
    conditions: ['fermata-source', ...defaultClientConditions],
    // simple-peer's own entry expects Node's globals; its prebuilt file does not.
    alias: [{ find: /^simple-peer$/, replacement: 'simple-peer/simplepeer.min.js' }],
  },
  // Of the catalogues only English is written; `--mode pseudo` builds a page that also speaks ar-XB, for tests.
  define: mode === 'production' ? { __FERMATA_LOCALE__: JSON.stringify('en') } : {},
  build: {
    outDir: 'dist/web',
    target: 'es2022',
    manifest: true,
    // The content security policy allows our own files and no data: addresses.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
  },
}))
