import { type Browser, type BrowserContext, expect, type Page } from './expect.ts'
import { openContext } from '../../support/browser.ts'
import { hearsOther, onScreen, seesOther, watchLights } from './page.ts'

/** A therapist at their own browser. */
export class Therapist {
  recoveryCode = ''

  private constructor(
    readonly page: Page,
    readonly context: BrowserContext,
    readonly faults: string[],
    readonly origin: string,
  ) {}

  static async at(browser: Browser, origin: string): Promise<Therapist> {
    const { context, page, faults } = await openContext(browser, { permissions: ['clipboard-read', 'clipboard-write'] })
    await watchLights(context)
    return new Therapist(page, context, faults, origin)
  }

  /** Opens the practice with the printed link, notes the recovery code and types it back. */
  async setUp(link: string, name = 'Ines Calder'): Promise<void> {
    const { page } = this
    await page.goto(link)
    await page.getByLabel('Your name').fill(name)
    await page.getByRole('button', { name: 'Next' }).click()
    await onScreen(page, 'recovery-code-show')
    this.recoveryCode = (await page.getByTestId('recovery-code').getByRole('listitem').allTextContents()).join('-')
    await page.getByRole('button', { name: 'I have kept it' }).click()
    await page.getByRole('textbox').fill(this.recoveryCode.toLowerCase())
    await page.locator('button[type="submit"]').click()
    await onScreen(page, 'desk')
  }

  /** Makes a room and returns the client's link. */
  async makeRoom(label: string, doorText = ''): Promise<string> {
    const { page } = this
    await page.getByRole('button', { name: 'New room' }).click()
    await page.getByLabel('What do you call this client?').fill(label)
    if (doorText !== '') await page.getByLabel('Words at the door').fill(doorText)
    await page.getByRole('button', { name: 'Make the room' }).click()
    await onScreen(page, 'room-link')
    await page.getByRole('button', { name: 'Copy link' }).click()
    await page.getByText('Copied').first().waitFor()
    const link = await page.evaluate(() => navigator.clipboard.readText())
    await page.getByRole('button', { name: 'Back to your rooms' }).click()
    await onScreen(page, 'desk')
    return link
  }

  /** Waits for whoever stands at this room's door and lets them in. */
  async admit(room: string): Promise<void> {
    await this.page.getByRole('button', { name: `Admit ${room}`, exact: true }).click()
    await onScreen(this.page, 'therapist-room')
  }

  async together(): Promise<void> {
    await seesOther(this.page)
    await hearsOther(this.page)
  }

  /** Waits for the cue of a quiet signal. */
  async cue(code: string): Promise<void> {
    await this.page.locator(`[data-cue="${code}"]`).first().waitFor()
  }

  /** The cues on screen, each once. */
  cues(): Promise<string[]> {
    return this.page.locator('[data-cue]').evaluateAll((all) => all.map((cue) => cue.getAttribute('data-cue') ?? ''))
  }

  /** Which facts stand on screen as cues. */
  facts(): Promise<string[]> {
    return this.page.locator('[data-fact]').evaluateAll((all) => all.map((cue) => cue.getAttribute('data-fact') ?? ''))
  }

  async end(): Promise<void> {
    await this.page.getByRole('button', { name: 'End', exact: true }).click()
    await this.page.getByRole('button', { name: 'End the session' }).click()
    await onScreen(this.page, 'over')
  }

  /** Nothing of the page failed unseen. */
  unharmed(): void {
    expect(this.faults).toEqual([])
  }

  async close(): Promise<void> {
    await this.context.close()
  }
}
