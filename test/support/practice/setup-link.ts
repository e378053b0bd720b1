import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import type { ServerProcess } from '../server.ts'

const SCRIPT = fileURLToPath(new URL('../../../server/dist/setup-link.js', import.meta.url))

/** What `npm run setup-link` prints beside a running server: a link for one more therapist. */
export async function newSetupLink({ environment }: ServerProcess): Promise<string> {
  const { stdout } = await promisify(execFile)(process.execPath, [SCRIPT], { env: environment })
  return stdout.trim()
}
