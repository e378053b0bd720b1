/** A sound output that plays into nothing. Without any, Firefox lets no page hear its own microphone. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const PULSEAUDIO = '/usr/bin/pulseaudio'
/** Whether this machine can be given one: Debian's package is `pulseaudio`. */
export const HAS_SOUND = existsSync(PULSEAUDIO)
const READY = 'Daemon startup complete.'

export interface SoundOutput {
  /** What a program needs to know to find it. */
  environment: Record<string, string>
  dispose(): Promise<void>
}

export async function openSoundOutput(): Promise<SoundOutput> {
  const directory = await mkdtemp(join(tmpdir(), 'fermata-sound-'))
  const environment = { XDG_RUNTIME_DIR: directory }
  const modules = ['--load=module-null-sink', '--load=module-native-protocol-unix']
  const child = spawn(PULSEAUDIO, ['-n', '--daemonize=no', '--log-level=info', '--log-target=stderr', '--exit-idle-time=-1', ...modules], {
    env: { ...process.env, ...environment, HOME: directory }, stdio: ['ignore', 'ignore', 'pipe'],
  })
  const ended = once(child, 'exit')
  let said = ''
  await new Promise<void>((resolve, reject) => {
    child.stderr.on('data', (text: Buffer) => {
      said += text.toString()
      if (said.includes(READY)) resolve()
    })
    child.once('error', reject)
    child.once('exit', () => reject(new Error(`no sound output:\n${said}`)))
  })
  return {
    environment,
    async dispose() {
      child.kill()
      await ended
      await rm(directory, { recursive: true, force: true })
    },
  }
}
