/** A small network of namespaces: a server in the middle, and a wire to each person that a test can cut and narrow. */
import { execFileSync } from 'node:child_process'
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { CHROMIUM } from '../support/browser.ts'

export const SERVER = '10.77.0.1'
const BRIDGE = 'hub'

export interface Wire {
  /** Chromium, started at this end of the wire. */
  readonly chromium: string
  /** Everything is swallowed from now on, both ways; neither end is told. */
  cut(): void
  heal(): void
  /** Another address in the place of the one before, as when a phone changes from one network to another. */
  readdress(): void
  /** What this person sends goes through no faster, kbit/s; `null`: as fast as it can. */
  narrow(kbit: number | null): void
}

export interface Network {
  wire(name: string): Wire
  dispose(): void
}

const run = (command: string, ...args: string[]): void => void execFileSync(command, args, { stdio: ['ignore', 'ignore', 'inherit'] })

/** Made in the namespace this process is in: `scripts/test-net.mjs` starts it in one of its own. */
export function makeNetwork(): Network {
  const folder = mkdtempSync(join(tmpdir(), 'fermata-net-'))
  const names: string[] = []
  run('ip', 'link', 'set', 'lo', 'up')
  run('ip', 'link', 'add', BRIDGE, 'type', 'bridge', 'stp_state', '0', 'forward_delay', '0')
  run('ip', 'address', 'add', `${SERVER}/24`, 'dev', BRIDGE)
  run('ip', 'link', 'set', BRIDGE, 'up')
  let addresses = 1

  return {
    wire(name) {
      const space = `fermata-${process.pid}-${name}`
      names.push(space)
      run('ip', 'netns', 'add', space)
      run('ip', 'link', 'add', name, 'type', 'veth', 'peer', 'name', 'eth0', 'netns', space)
      const inside = (...args: string[]): void => run('ip', '-n', space, ...args)
      const heal = (): void => run('ip', 'link', 'set', name, 'master', BRIDGE)
      heal()
      run('ip', 'link', 'set', name, 'up')
      inside('link', 'set', 'lo', 'up')
      inside('link', 'set', 'eth0', 'up')
      const readdress = (): void => {
        addresses += 1
        inside('address', 'flush', 'dev', 'eth0', 'scope', 'global')
        inside('address', 'add', `10.77.0.${addresses}/24`, 'dev', 'eth0')
        inside('route', 'add', 'default', 'via', SERVER)
      }
      readdress()
      const chromium = join(folder, name)
      writeFileSync(chromium, `#!/bin/sh\nexec ip netns exec ${space} ${CHROMIUM} "$@"\n`)
      chmodSync(chromium, 0o755)
      let isNarrow = false
      return {
        chromium, heal, readdress,
        cut: () => run('ip', 'link', 'set', name, 'nomaster'),
        narrow(kbit) {
          const qdisc = (...args: string[]): void => run('tc', '-n', space, 'qdisc', ...args)
          if (kbit === null) qdisc('del', 'dev', 'eth0', 'root')
          else qdisc(isNarrow ? 'change' : 'add', 'dev', 'eth0', 'root', 'tbf', 'rate', `${kbit}kbit`, 'burst', '4kb', 'latency', '300ms')
          isNarrow = kbit !== null
        },
      }
    },
    dispose() {
      for (const name of names) run('ip', 'netns', 'delete', name)
      run('ip', 'link', 'delete', BRIDGE)
      rmSync(folder, { recursive: true })
    },
  }
}
