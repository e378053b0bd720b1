/** A real coturn of our own on this machine, with the configuration we ship. */
import { spawn } from 'node:child_process'
import { createSocket } from 'node:dgram'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { bindingAnswered } from './turn-client.ts'

const SHIPPED = fileURLToPath(new URL('../../../deploy/turnserver.conf', import.meta.url))

export interface Coturn {
  readonly port: number
  readonly secret: string
  /** For `TURN_URLS`. */
  readonly urls: string
  dispose(): Promise<void>
}

export interface CoturnOptions {
  /** Where it listens and relays; `::1` for relaying to IPv6. */
  address?: '127.0.0.1' | '::1'
  /** Lets it relay to this machine itself, which the shipped configuration never does: two browsers of a test meet here. */
  loopback?: boolean
}

/** Starts it on a free port; resolves when it answers. */
export async function startCoturn({ address = '127.0.0.1', loopback = false }: CoturnOptions = {}): Promise<Coturn> {
  const port = await freeUdpPort(address)
  const secret = 'a secret of this test alone'
  const own = [
    `--listening-port=${port}`, `--listening-ip=${address}`, `--relay-ip=${address}`, '--realm=fermata.test',
    `--static-auth-secret=${secret}`, '--no-tls', '--no-dtls', '--pidfile=',
    ...(loopback ? ['--allow-loopback-peers', `--allowed-peer-ip=${address}`] : []),
  ]
  const child = spawn('turnserver', ['-c', SHIPPED, ...own], { stdio: 'ignore' })
  const failed = new Promise<never>((_, reject) => {
    child.once('error', () => reject(new Error('turnserver did not start. Install the package "coturn".')))
    child.once('exit', (code) => reject(new Error(`turnserver ended at once with ${code}`)))
  })
  await Promise.race([bindingAnswered(address, port), failed])
  failed.catch(() => undefined)
  return {
    port,
    secret,
    urls: `turn:${address === '::1' ? '[::1]' : address}:${port}`,
    async dispose() {
      if (child.exitCode !== null || child.signalCode !== null) return
      const exited = once(child, 'exit')
      child.kill('SIGKILL')
      await exited
    },
  }
}

async function freeUdpPort(address: string): Promise<number> {
  const socket = createSocket(address === '::1' ? 'udp6' : 'udp4')
  socket.bind(0, address)
  await once(socket, 'listening')
  const { port } = socket.address()
  socket.close()
  await once(socket, 'close')
  return port
}
