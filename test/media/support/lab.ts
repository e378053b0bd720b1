/** Builds the lab page once and opens it in a real Chromium. */
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { fileURLToPath } from 'node:url'
import type { Page } from 'playwright-core'
import { build } from 'vite'
import { lightSimplePeer } from '../../../client/vite/light-simple-peer.ts'
import { launchBrowser } from '../../support/browser.ts'
import type { Lab } from '../page/main.ts'

declare global {
  /** Only inside the page. */
  var lab: Lab
}

const ROOT = fileURLToPath(new URL('../page', import.meta.url))

export interface LabBrowser {
  /** A fresh page with an own lab. */
  open(): Promise<Page>
  close(): Promise<void>
}

export async function startLab(): Promise<LabBrowser> {
  const files = await buildPage()
  const server = createServer((request, response) => {
    const path = request.url === '/' ? 'index.html' : (request.url ?? '').slice(1)
    const body = files.get(path)
    response.writeHead(body === undefined ? 404 : 200, { 'content-type': path.endsWith('.js') ? 'text/javascript' : 'text/html' })
    response.end(body)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  const browser = await launchBrowser()
  return {
    async open() {
      const page = await browser.newPage()
      page.on('pageerror', (error) => console.error('in the page:', error))
      await page.goto(`http://localhost:${port}/`)
      await page.waitForFunction(() => 'lab' in globalThis)
      return page
    },
    async close() {
      await browser.close()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

async function buildPage(): Promise<Map<string, string | Uint8Array>> {
  const built = await build({
    root: ROOT, configFile: false, logLevel: 'warn',
    plugins: [lightSimplePeer()],
    resolve: { conditions: ['fermata-source', 'module', 'browser', 'development|production'] },
    build: { write: false, minify: false, modulePreload: false, target: 'es2022' },
  })
  const [output] = Array.isArray(built) ? built : [built]
  if (!output || !('output' in output)) throw new Error('vite gave no output')
  return new Map(output.output.map((file) => [file.fileName, file.type === 'chunk' ? file.code : file.source]))
}
