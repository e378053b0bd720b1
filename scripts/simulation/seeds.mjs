/** Runs seeds in processes of their own, side by side, and hands over what came of each. */
import { spawn } from 'node:child_process'
import { createInterface } from 'node:readline'

/**
 * @param program what `bundle` made.
 * @param given `from` and `to`, both included; `seconds`: no new schedule is begun after so long; `remembers`: how many
 *   of its last steps each tells.
 * @param each called with every outcome; `'stop'` ends it.
 */
export async function runSeeds(program, { from, to, workers = 1, seconds = 86_400, remembers = 0 }, each) {
  const children = Array.from({ length: Math.max(1, Math.min(workers, to - from + 1)) }, (_, index) => {
    const args = { from: from + index, to, step: workers, seconds, remembers }
    return spawn(process.execPath, ['--enable-source-maps', '--max-semi-space-size=32', program, ...Object.entries(args).map(([name, value]) => `--${name}=${value}`)], {
      stdio: ['ignore', 'pipe', 'inherit'],
    })
  })
  const stop = () => children.forEach((child) => child.kill())
  await Promise.all(children.map(async (child) => {
    const ended = new Promise((resolve) => child.once('close', resolve))
    for await (const line of createInterface({ input: child.stdout })) if (each(JSON.parse(line)) === 'stop') stop()
    await ended
  }))
}
