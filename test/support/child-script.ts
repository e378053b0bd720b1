import { basename, dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'vite'

const ROOT = join(dirname(fileURLToPath(import.meta.url)), '../..')

/**
 * Makes one file of plain JavaScript from a TypeScript entry, for tests that need a process of its own to kill.
 * `entry` is relative to the root of the repository; answers the path to run with `node`.
 */
export async function childScript(entry: string): Promise<string> {
  const conditions = ['fermata-source', 'node', 'import']
  // Below the repository, so that the packages that stay outside the bundle are found.
  const outDir = join(ROOT, 'node_modules/.cache/fermata-children', String(process.pid))
  await build({
    root: ROOT,
    configFile: false,
    logLevel: 'error',
    publicDir: false,
    resolve: { conditions },
    ssr: { noExternal: [/^@fermata\//], resolve: { conditions } },
    build: { ssr: entry, outDir, emptyOutDir: false, rolldownOptions: { output: { entryFileNames: '[name].mjs' } } },
  })
  return join(outDir, `${basename(entry, '.ts')}.mjs`)
}
