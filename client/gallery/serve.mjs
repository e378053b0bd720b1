// Builds the gallery and serves it on a free port, whose address is its one line of output: for a test, which ends it.
import { fileURLToPath } from 'node:url'
import { build, preview } from 'vite'

const config = fileURLToPath(new URL('./vite.config.ts', import.meta.url))
const outDir = process.argv[2]
await build({ configFile: config, logLevel: 'error', ...(outDir && { build: { outDir } }) })
const server = await preview({ configFile: config, preview: { port: 0, host: '127.0.0.1' }, logLevel: 'silent', ...(outDir && { build: { outDir } }) })
console.log(`http://127.0.0.1:${server.httpServer.address().port}/`)
