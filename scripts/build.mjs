/** Builds everything that `npm start` serves: catalogues, shared, server, the app – and its brotli copies. */
import { spawnSync } from 'node:child_process'
import { readdir, readFile, writeFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { join } from 'node:path'
import { brotliCompressSync, constants } from 'node:zlib'

const root = fileURLToPath(new URL('..', import.meta.url))
const web = join(root, 'client/dist/web')

function run(command, args, cwd = root) {
  const { status } = spawnSync(command, args, { cwd, stdio: 'inherit', shell: false })
  if (status !== 0) process.exit(status ?? 1)
}

run('npm', ['run', '--silent', 'messages'])
run('npx', ['tsc', '-b', 'shared', 'server'])
run('npx', ['vite', 'build', '--logLevel', 'warn', ...process.argv.slice(2)], join(root, 'client'))

/** Text worth compressing; fonts are compressed already. */
const TEXT = /\.(js|css|svg|html)$/
for (const name of await readdir(web, { recursive: true })) {
  if (!TEXT.test(name)) continue
  const plain = await readFile(join(web, name))
  const quality = { [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY }
  await writeFile(join(web, `${name}.br`), brotliCompressSync(plain, { params: quality }))
}
