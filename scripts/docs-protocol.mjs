/** `npm run docs:protocol`: writes docs/PROTOCOL.md from the schemas. */
import { writeFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { runnerImport } from 'vite'
import { protocolPage } from './protocol-page.mjs'

const { module: wire } = await runnerImport(fileURLToPath(new URL('wire.mjs', import.meta.url)), { configFile: false })
await writeFile(new URL('../docs/PROTOCOL.md', import.meta.url), await protocolPage(wire))
