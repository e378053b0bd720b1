/** A sound output that plays into nothing. Without any, Firefox lets no page hear its own microphone. */
import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'

const PULSEAUDIO = '/usr/bin/pulseaudio'
/** Whether this machine can be given one: Debian's package is `pulseaudio`. */
export const HAS_SOUND = existsSync(PULSEAUDIO)

export interface SoundOutput {
  /** What a program needs to know to find it. */
  environment: Record<string, string>
  dispose(): Promise<void>
}

export async function openSoundOutput(): Promise<SoundOutput> {
  const directory = await mkdtemp(join(tmpdir(), 'fermata-sound-'))
  const environment = { XDG_RUNTIME_DIR: directory }
  const modules = ['--load=module-null-sink', '--load=module-native-protocol-unix']
  // It answers once it is ready, and goes on by itself.
  await promisify(execFile)(PULSEAUDIO, ['-n', '--daemonize=yes', '--exit-idle-time=-1', ...modules], {
    env: { ...process.env, ...environment, HOME: directory },
  })
  return {
    environment,
    async dispose() {
      process.kill(Number(await readFile(join(directory, 'pulse/pid'), 'utf8')))
      await rm(directory, { recursive: true, force: true })
    },
  }
}
