/** Builds everything that `npm start` serves: catalogues, shared, server, the app, its pages – and brotli copies. */
import { spawnSync } from 'node:child_process'
import { readdir, readFile, writeFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { join } from 'node:path'
import { brotliCompressSync, constants } from 'node:zlib'
import { addIntegrity } from './web/integrity.mjs'
import { setAside } from './web/keep.mjs'
import { writePages } from './web/pages.mjs'
import { tooHeavy, weigh } from './web/weigh.mjs'

const root = fileURLToPath(new URL('..', import.meta.url))
const web = join(root, 'client/dist/web')

function run(command, args, cwd = root) {
  // What is tested and measured is what is shipped: under a test runner React would be built for development.
  const env = { ...process.env, NODE_ENV: 'production' }
  const { status } = spawnSync(command, args, { cwd, env, stdio: 'inherit', shell: false })
  if (status !== 0) process.exit(status ?? 1)
}

run('npm', ['run', '--silent', 'messages'])
run('npx', ['tsc', '-b', 'shared', 'server'])
/** `--alone`: without the files of the build before; for tests, which build often. */
const isAlone = process.argv.includes('--alone')
const passedOn = process.argv.slice(2).filter((word) => word !== '--alone')
const bringBack = isAlone ? null : await setAside(web, Date.now())
run('npx', ['vite', 'build', '--logLevel', 'warn', ...passedOn], join(root, 'client'))
await writePages(web)
await addIntegrity(web)

/** Text worth compressing; fonts are compressed already. */
const TEXT = /\.(js|css|svg|html)$/
for (const name of await readdir(web, { recursive: true })) {
  if (!TEXT.test(name)) continue
  const plain = await readFile(join(web, name))
  const quality = { [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY }
  await writeFile(join(web, `${name}.br`), brotliCompressSync(plain, { params: quality }))
}
await bringBack?.()

const heavy = passedOn.length === 0 ? tooHeavy(await weigh(web)) : []
if (heavy.length > 0) process.stderr.write(`Heavier than it may be (npm run bench:weight):\n${heavy.join('\n')}\n`)
