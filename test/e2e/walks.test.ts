/** The whole way of both people, from the set-up link to looking back, by the keyboard alone and by touch alone. */
import type { Browser, BrowserContext, BrowserContextOptions } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { DESKTOP, launchBrowser, openContext, PHONE } from '../support/browser.ts'
import { type ServerProcess, startServer } from '../support/server.ts'
import { type Hands, keyboard, touch } from './people/hands.ts'
import { lights, onScreen, seesOther, watchLights } from './people/page.ts'
import type { Page } from './people/expect.ts'
import { alwaysTranslate, heldByReact } from './people/translator.ts'

let browser: Browser
beforeAll(async () => {
  browser = await launchBrowser()
})
afterAll(() => browser?.close())

interface Walk {
  therapist: Page
  client: Page
  by: (page: Page) => Hands
}

async function setUp({ therapist, by }: Pick<Walk, 'therapist' | 'by'>, link: string): Promise<string> {
  const hands = by(therapist)
  await therapist.goto(link)
  await hands.write(therapist.getByLabel('Your name'), 'Ines Calder')
  await hands.press(therapist.getByRole('button', { name: 'Next' }))
  await onScreen(therapist, 'recovery-code-show')
  const code = (await therapist.getByTestId('recovery-code').getByRole('listitem').allTextContents()).join('-')
  await hands.press(therapist.getByRole('button', { name: 'I have kept it' }))
  await hands.write(therapist.getByRole('textbox'), code)
  await hands.press(therapist.locator('button[type="submit"]'))
  await onScreen(therapist, 'desk')
  await hands.press(therapist.getByRole('button', { name: 'New room' }))
  await hands.write(therapist.getByLabel('What do you call this client?'), 'Mara')
  await hands.press(therapist.getByRole('button', { name: 'Make the room' }))
  await onScreen(therapist, 'room-link')
  await hands.press(therapist.getByRole('button', { name: 'Copy link' }))
  await therapist.getByText('Copied').first().waitFor()
  const copied = await therapist.evaluate(() => navigator.clipboard.readText())
  await hands.press(therapist.getByRole('button', { name: 'Back to your rooms' }))
  return copied
}

async function meet({ therapist, client, by }: Walk, link: string): Promise<void> {
  await client.goto(link)
  await onScreen(client, 'lobby')
  await by(client).press(client.getByTestId('join'))
  await onScreen(client, 'waiting')
  await by(therapist).press(therapist.getByRole('button', { name: 'Admit Mara', exact: true }))
  await Promise.all([seesOther(client), seesOther(therapist)])
}

/** What is kept is asked once; here nothing is. */
const keepNothing = ({ client, by }: Walk): Promise<void> => by(client).press(client.getByTestId('keep-nothing').first())

async function signal({ therapist, client, by }: Walk): Promise<void> {
  await by(client).press(client.getByTestId('quiet-signals'))
  await by(client).press(client.getByTestId('tray').getByRole('button', { name: 'Slower, please' }))
  await client.locator('[data-testid="quiet-signals"][data-state="onScreen"]').waitFor()
  await by(therapist).press(therapist.locator('[data-screen="therapist-room"]').getByRole('button', { name: /I’ll slow down/ }).filter({ visible: true }).first())
  await client.getByText('I’ll slow down').waitFor()
}

async function pause({ therapist, client, by }: Walk): Promise<void> {
  await by(client).press(client.getByTestId('quiet-signals'))
  await by(client).press(client.getByTestId('tray').getByRole('button', { name: 'Pause now' }))
  await onScreen(client, 'client-pause')
  expect(await lights(client)).toEqual([])
  await therapist.locator('[data-notice="paused"]').waitFor()
  await by(client).press(client.getByTestId('come-back'))
  await by(client).press(client.getByTestId('come-back-now'))
  await onScreen(client, 'client-room')
  await by(therapist).press(therapist.getByTestId('after-pause-away'))
}

async function end({ therapist, client, by }: Walk): Promise<void> {
  await by(therapist).press(therapist.getByRole('button', { name: 'End', exact: true }))
  await by(therapist).press(therapist.getByRole('button', { name: 'End the session' }))
  await onScreen(therapist, 'over')
  await onScreen(client, 'over')
  await by(client).press(client.getByRole('button', { name: 'Look back on today' }))
  await onScreen(client, 'look-back')
  await by(client).press(client.getByRole('button', { name: 'Leave', exact: true }).filter({ visible: true }).first())
  await onScreen(client, 'over')
  await by(therapist).press(therapist.getByRole('button', { name: 'Back to your rooms' }))
  await onScreen(therapist, 'desk')
}

async function walk(by: (page: Page) => Hands, options: BrowserContextOptions, prepare?: (context: BrowserContext) => Promise<void>): Promise<void> {
  const server: ServerProcess = await startServer()
  const people = await Promise.all([
    openContext(browser, { ...options, permissions: ['clipboard-read', 'clipboard-write'] }), openContext(browser, options),
  ])
  try {
    const [therapist, client] = people.map(({ page }) => page) as [Page, Page]
    await watchLights(people[1].context)
    for (const { context } of people) await prepare?.(context)
    if (server.setupLink === null) throw new Error('no set-up link was printed')
    const both: Walk = { therapist, client, by }
    await meet(both, await setUp(both, server.setupLink))
    await keepNothing(both)
    await signal(both)
    await pause(both)
    await end(both)
    for (const { faults } of people) expect(faults).toEqual([])
    for (const page of [therapist, client]) expect(await heldByReact(page)).toEqual([])
  } finally {
    await Promise.all(people.map(({ context }) => context.close()))
    await server.dispose()
  }
}

describe('The whole way', () => {
  test('UI20 by the keyboard alone, for both people', () => walk(keyboard, { viewport: DESKTOP }), 120_000)
  test('UI21 by touch alone, for both people on phones', () => walk(touch, { viewport: PHONE, hasTouch: true, isMobile: true }), 120_000)
  test('UI282 with a page translator on, for both people', () => walk(keyboard, { viewport: DESKTOP }, alwaysTranslate), 120_000)
})
