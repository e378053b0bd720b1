/**
 * Quiet signals pressed in the middle of what goes wrong, between two real pages: by key as fast as a person can, a few
 * at a time. `PRESSES=2000` presses so many in all (`npm run long:presses`).
 */
import { beforeAll, describe, expect, test } from 'vitest'
import type { Client, SignalCode } from '../people/client.ts'
import { cut, cuttable } from '../people/cuts.ts'
import { hide } from '../people/page-tricks.ts'
import { notice } from '../people/page.ts'
import { showScreen } from '../people/sharing.ts'
import { useStage } from '../people/stage.ts'

const stage = useStage('present', { browser: ['--auto-select-desktop-capture-source=Entire screen'] })

beforeAll(() => cuttable(stage.therapist.context))

const DIGITS = { slower: '1', not_this: '3', ask_me: '4', off: '5' } as const satisfies Partial<Record<SignalCode, string>>
const CODES = Object.keys(DIGITS) as (keyof typeof DIGITS)[]

interface Fault {
  /** What it returns mends it. */
  begin(client: Client): Promise<() => Promise<void>>
  /** What the client may read meanwhile, and nothing better. */
  reads: readonly string[]
}
const NOT_THERE = ['sending', 'notConfirmed']
const THERE = ['sending', 'onScreen']

const FAULTS: Record<string, Fault> = {
  'signalling down': { begin: ({ page }) => cut(page, 'signalling'), reads: THERE },
  'the call’s own path down': {
    begin: async ({ page }) => {
      const mends = await Promise.all([page, stage.therapist.page].map((each) => cut(each, 'call')))
      return async () => void (await Promise.all(mends.map((mend) => mend())))
    },
    reads: THERE,
  },
  'both down and back': { begin: ({ page }) => cut(page, 'signalling', 'call'), reads: NOT_THERE },
  'the therapist’s reload': {
    begin: () => {
      const loaded = stage.therapist.page.reload()
      return Promise.resolve(async () => void (await loaded))
    },
    reads: [...THERE, ...NOT_THERE],
  },
  'the server killed': {
    begin: async () => {
      await stage.server.kill()
      return () => stage.server.restart()
    },
    reads: THERE,
  },
  'the therapist’s tab in the background': { begin: () => hide(stage.therapist.page), reads: ['sending', 'behind'] },
  'the therapist shows their screen': {
    begin: async () => {
      const { page } = stage.therapist
      await showScreen(page)
      return () => page.getByTestId('share-stop').click()
    },
    reads: ['sending', 'behind'],
  },
}

const PRESSES = Number(process.env['PRESSES'] ?? Object.keys(FAULTS).length * 4)
const EACH = Math.ceil(PRESSES / Object.keys(FAULTS).length)
const AT_ONCE = 20

/** What the therapist's one quiet place lists, oldest first. A signal that comes puts it away: it is opened again. */
async function listed(): Promise<string[]> {
  const { page } = stage.therapist
  const past = page.getByTestId('past')
  if ((await past.count()) === 0) {
    await page.getByRole('button', { name: 'More', exact: true }).click({ timeout: 2_000 }).catch(() => {})
    await page.getByTestId('more-signals').click({ timeout: 2_000 }).catch(() => {})
  }
  const all = await past.locator('[data-past]').evaluateAll((lines) => lines.map((line) => line.getAttribute('data-past') ?? ''))
  return all.toReversed()
}

describe('Pressed in the middle of it', () => {
  test.each(Object.entries(FAULTS))('CI27 %s: every press is there once, none is lost and none is doubled', { timeout: 60_000 + EACH * 2_000 }, async (_name, { begin, reads }) => {
    const { therapist } = stage
    await therapist.page.reload()
    const { client } = await stage.inSession(undefined, cuttable, { viewport: { width: 1280, height: 800 } })
    const { page } = client
    await notice(page, 'consent').getByTestId('keep-nothing').click()
    const pressed: string[] = []
    while (pressed.length < EACH) {
      const mend = await begin(client)
      for (let times = 0; times < AT_ONCE && pressed.length < EACH; times++) {
        const code = CODES[pressed.length % CODES.length] ?? 'slower'
        await page.keyboard.press('q')
        await page.getByTestId('tray').waitFor()
        await page.keyboard.press(DIGITS[code])
        await page.getByTestId('tray').waitFor({ state: 'detached' })
        pressed.push(code)
        expect(reads).toContain(await page.getByTestId('quiet-signals').getAttribute('data-state'))
      }
      await mend()
      // Ninety seconds unanswered it reads "not seen yet", which it does only from the therapist's screen.
      await page.locator('[data-testid="quiet-signals"]:is([data-state="onScreen"], [data-state="notSeen"])').waitFor()
      await expect.poll(listed, { timeout: 30_000 }).toEqual(pressed)
      await therapist.page.keyboard.press('Escape')
    }
    expect((await therapist.cues()).toSorted()).toEqual([...new Set(pressed)].toSorted())
    client.unharmed()
    therapist.unharmed()
  })
})
