import { type Browser, type BrowserContext, type BrowserContextOptions, expect, type Page } from './expect.ts'
import { openContext, PHONE } from '../../support/browser.ts'
import { hearsOther, onScreen, seesOther, watchLights } from './page.ts'

/** The words on the buttons of the tray. */
export const SIGNALS = {
  slower: 'Slower, please',
  pause: 'Pause now',
  not_this: 'Not this, for now',
  ask_me: 'Check in with me',
  off: 'That didn’t sit right',
  not_private: 'I can’t talk freely',
  ok: 'I’m okay again',
} as const
export type SignalCode = keyof typeof SIGNALS

/** A client at their own browser, a phone unless said otherwise. */
export class Client {
  private constructor(
    readonly page: Page,
    readonly context: BrowserContext,
    readonly faults: string[],
  ) {}

  static async at(browser: Browser, options: BrowserContextOptions = {}): Promise<Client> {
    const { context, page, faults } = await openContext(browser, { viewport: PHONE, ...options })
    await watchLights(context)
    return new Client(page, context, faults)
  }

  async openLink(link: string): Promise<void> {
    await this.page.goto(link)
    await onScreen(this.page, 'lobby')
  }

  /** Joins, whatever the button calls it with these devices. */
  async join(): Promise<void> {
    await this.page.getByRole('button', { name: /^Join/ }).click()
    await onScreen(this.page, 'waiting')
  }

  /** The honest sentence after the knock stands on the therapist's screen. */
  async known(): Promise<void> {
    await this.page.getByText('Your therapist knows you are here').waitFor()
  }

  async inRoom(): Promise<void> {
    await onScreen(this.page, 'client-room')
  }

  async together(): Promise<void> {
    await this.inRoom()
    await seesOther(this.page)
    await hearsOther(this.page)
  }

  async openTray(): Promise<void> {
    await this.page.getByTestId('quiet-signals').click()
    await this.page.getByTestId('tray').waitFor()
  }

  /** Presses a quiet signal in the tray. */
  async press(code: SignalCode): Promise<void> {
    await this.openTray()
    await this.page.getByTestId('tray').getByRole('button', { name: SIGNALS[code] }).click()
  }

  /** Waits until the signal button shows this state. */
  async signalIs(state: string): Promise<void> {
    await this.page.locator(`[data-testid="quiet-signals"][data-state="${state}"]`).waitFor()
  }

  async leave(): Promise<void> {
    await this.page.getByRole('button', { name: 'Leave', exact: true }).click()
    await this.page.getByRole('dialog').getByRole('button', { name: 'Leave', exact: true }).click()
    await onScreen(this.page, 'left')
  }

  unharmed(): void {
    expect(this.faults).toEqual([])
  }

  async close(): Promise<void> {
    await this.context.close()
  }
}
