/** Sets the stage for a file of browser tests: one server, one Chromium, a practice that is open. */
import type { Browser, BrowserContext, BrowserContextOptions } from 'playwright-core'
import { afterAll, afterEach, beforeAll } from 'vitest'
import { mkdir } from 'node:fs/promises'
import { type FakeDevices, launchBrowser } from '../../support/browser.ts'
import { type ServerProcess, startServer } from '../../support/server.ts'
import { Client } from './client.ts'
import { Therapist } from './therapist.ts'

export interface Stage {
  server: ServerProcess
  browser: Browser
  therapist: Therapist
  /** A new client, closed after the test. */
  client(options?: BrowserContextOptions): Promise<Client>
  /** A new room and its client, in session with the therapist, both seeing and hearing each other. */
  inSession(label?: string, prepare?: (context: BrowserContext) => Promise<void>, options?: BrowserContextOptions): Promise<{ client: Client; link: string }>
}

export interface StageOptions {
  /** More of the server's environment, known once what it names has been started. */
  environment?: () => Promise<Record<string, string>>
  /** More of the browser's own switches. */
  browser?: readonly string[]
}

const OUTPUT = new URL('../../output/', import.meta.url).pathname

/** Prepares before the first test of a file and tidies up after the last. Pictures of every page are kept when a test fails. */
export function useStage(devices: FakeDevices = 'present', { environment, browser: switches = [] }: StageOptions = {}): Stage {
  const stage = {} as Stage
  let clients: Client[] = []
  let rooms = 0

  beforeAll(async () => {
    const [server, browser] = await Promise.all([startServer({ environment: await environment?.() }), launchBrowser(devices, switches)])
    const therapist = await Therapist.at(browser, server.origin)
    if (server.setupLink === null) throw new Error('no set-up link was printed')
    await therapist.setUp(server.setupLink)
    const client = async (options?: BrowserContextOptions): Promise<Client> => {
      const made = await Client.at(browser, options)
      clients.push(made)
      return made
    }
    const inSession: Stage['inSession'] = async (label, prepare, options) => {
      rooms += 1
      const name = label ?? `Room ${rooms}`
      const link = await therapist.makeRoom(name)
      const made = await client(options)
      await prepare?.(made.context)
      await made.openLink(link)
      await made.join()
      await therapist.admit(name)
      await Promise.all([made.together(), therapist.together()])
      return { client: made, link }
    }
    Object.assign(stage, { server, browser, therapist, client, inSession })
  })

  afterEach(async ({ task }) => {
    if (task.result?.state === 'fail') {
      await Promise.all([keepPicture(task.name, 'therapist', stage.therapist), ...clients.map((c, i) => keepPicture(task.name, `client-${i + 1}`, c))])
    }
    await Promise.all(clients.map((client) => client.close()))
    clients = []
    // A test that failed while the server was down does not take the next ones with it.
    if (!stage.server.alive) await stage.server.restart()
    if ((await stage.therapist.page.locator('[data-screen="desk"]').count()) === 0) {
      await stage.therapist.page.goto(stage.server.origin)
      await stage.therapist.page.locator('[data-screen="desk"]').waitFor()
    }
  })

  afterAll(async () => {
    await stage.browser?.close()
    await stage.server?.dispose()
  })
  return stage
}

/** A picture of a page as it stood when its test failed, and what went wrong in it unseen. */
async function keepPicture(test: string, name: string, { page, faults }: Pick<Client, 'page' | 'faults'>): Promise<void> {
  await mkdir(OUTPUT, { recursive: true })
  await page.screenshot({ path: `${OUTPUT}${test.replace(/\W+/g, '-').slice(0, 80)}.${name}.png` }).catch(() => {})
  if (faults.length > 0) console.error(name, faults)
}
