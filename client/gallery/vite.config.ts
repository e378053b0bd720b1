import react from '@vitejs/plugin-react'
import { fileURLToPath } from 'node:url'
import { defaultClientConditions, defineConfig } from 'vite'

/** The gallery: every screen in every state, for development. No part of what is shipped. */
export default defineConfig({
  // In a build for production the page knows one language only (see src/i18n/locale.ts); the gallery shows several.
  mode: 'pseudo',
  root: fileURLToPath(new URL('.', import.meta.url)),
  publicDir: fileURLToPath(new URL('../public', import.meta.url)),
  plugins: [react({ jsxImportSource: '#jsx' })],
  resolve: { conditions: ['fermata-source', ...defaultClientConditions] },
  build: {
    outDir: fileURLToPath(new URL('../../test/output/gallery', import.meta.url)),
    emptyOutDir: true,
    target: 'es2022',
    assetsInlineLimit: 0,
  },
})
