/** Cameras, microphones and loudspeakers as a person handles them, and what a page captures and sends of them. */
import type { BrowserContext, Locator, Page } from 'playwright-core'

export type DeviceName = 'Camera' | 'Microphone' | 'Sound'

/** Opens More, does something in it, and closes it again with Escape. */
export async function inMore<Result>(page: Page, act: (more: Locator) => Promise<Result>): Promise<Result> {
  await page.getByRole('button', { name: 'More', exact: true }).click()
  const more = page.getByTestId('more-dialog')
  const result = await act(more)
  await page.keyboard.press('Escape')
  await more.waitFor({ state: 'detached' })
  return result
}

/** Chooses a device by its label. The list shows a choice at once, the device may take longer: see `captures`. */
export async function choose(page: Page, device: DeviceName, label: string): Promise<void> {
  await inMore(page, (more) => more.getByRole('combobox', { name: device }).selectOption({ label }))
}

/** The label that stands in the list. */
export function chosen(page: Page, device: DeviceName): Promise<string> {
  return inMore(page, (more) =>
    more.getByRole('combobox', { name: device }).evaluate((list: HTMLSelectElement) => list.selectedOptions[0]?.label ?? ''))
}

/** Waits until the lights of exactly these devices are on. */
export async function captures(page: Page, ...labels: string[]): Promise<void> {
  await page.waitForFunction((wanted) => {
    const captured = (globalThis as { captured?: MediaStreamTrack[] }).captured ?? []
    return captured.filter((track) => track.readyState === 'live').map((track) => track.label).sort().join() === wanted
  }, labels.sort().join())
}

/** Remembers every peer connection of a browser, from its next page on. */
export async function watchSenders(context: BrowserContext): Promise<void> {
  await context.addInitScript(() => {
    const peers: RTCPeerConnection[] = []
    Object.assign(globalThis, { peers })
    globalThis.RTCPeerConnection = class extends RTCPeerConnection {
      constructor(...options: ConstructorParameters<typeof RTCPeerConnection>) {
        super(...options)
        peers.push(this)
      }
    }
  })
}

/** Labels of the devices that are sent to the other side. */
export function sentLabels(page: Page): Promise<string[]> {
  return page.evaluate(() =>
    ((globalThis as { peers?: RTCPeerConnection[] }).peers ?? [])
      .filter((peer) => peer.connectionState === 'connected')
      .flatMap((peer) => peer.getSenders().flatMap(({ track }) => track?.label ?? [])).sort())
}

/** Takes a device away as the system does: it is no longer listed, and a track of it ends by itself. */
export async function unplug(page: Page, label: string): Promise<void> {
  await page.evaluate((gone) => {
    const list = navigator.mediaDevices.enumerateDevices.bind(navigator.mediaDevices)
    navigator.mediaDevices.enumerateDevices = async () => (await list()).filter((device) => device.label !== gone)
    for (const track of (globalThis as { captured?: MediaStreamTrack[] }).captured ?? []) {
      if (track.label !== gone || track.readyState !== 'live') continue
      track.stop()
      track.dispatchEvent(new Event('ended'))
    }
    navigator.mediaDevices.dispatchEvent(new Event('devicechange'))
  }, label)
}
