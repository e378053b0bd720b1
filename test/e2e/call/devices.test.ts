/** Ways in without camera or microphone: each has its plain sentence, and each leads into the room. */
import { describe, test } from 'vitest'
import { Client } from '../people/client.ts'
import { type FakeDevices, launchBrowser } from '../../support/browser.ts'
import { onScreen, seesOther } from '../people/page.ts'
import { useStage } from '../people/stage.ts'

const stage = useStage()

/** A client in a browser of its own, which does not outlive the test. */
async function withDevices(devices: FakeDevices, act: (client: Client) => Promise<void>): Promise<void> {
  const browser = await launchBrowser(devices)
  try {
    await act(await Client.at(browser))
  } finally {
    await browser.close()
  }
}

describe('Devices', () => {
  test('UI5 no camera and no microphone: joins, sees and listens', async () => {
    const link = await stage.therapist.makeRoom('No devices')
    await withDevices('none', async (client) => {
      await client.openLink(link)
      await client.page.getByText('You can come in, see and listen.').waitFor()
      await client.page.getByRole('button', { name: 'Join without camera or microphone' }).click()
      await onScreen(client.page, 'waiting')
      await stage.therapist.admit('No devices')
      await client.inRoom()
      await seesOther(client.page)
      await client.press('slower')
      await stage.therapist.cue('slower')
    })
  })

  test('UI6 permission refused: the steps for this browser, and a way in all the same', async () => {
    const link = await stage.therapist.makeRoom('Refused')
    await withDevices('denied', async (client) => {
      await client.openLink(link)
      await client.page.locator('[data-problem="denied"]').waitFor()
      await client.page.getByText('Your browser is keeping camera and microphone off').waitFor()
      await client.join()
      await client.known()
    })
  })

  test('UI7 the camera is busy: a sentence with the next step, and sound alone is a way in', async () => {
    const link = await stage.therapist.makeRoom('Busy')
    const client = await stage.client()
    await client.context.addInitScript(() => {
      const own = MediaDevices.prototype.getUserMedia
      MediaDevices.prototype.getUserMedia = async function (constraints) {
        if (constraints?.video) throw new DOMException('Could not start video source', 'NotReadableError')
        return own.call(this, constraints)
      }
    })
    await client.openLink(link)
    await client.page.getByText('Another program is using the camera').waitFor()
    await client.page.getByRole('button', { name: 'Join with sound only' }).click()
    await onScreen(client.page, 'waiting')
    await stage.therapist.admit('Busy')
    await client.inRoom()
    await stage.therapist.page.locator('[data-remote="cameraOff"]').waitFor()
  })

  test('UI8 inside another app there is no camera: the link stays whole and can be copied', async () => {
    const link = await stage.therapist.makeRoom('In an app')
    const client = await stage.client()
    await client.context.addInitScript(() => {
      Object.defineProperty(Navigator.prototype, 'mediaDevices', { value: undefined })
    })
    await client.openLink(link)
    await client.page.locator('[data-problem="unsupported"]').waitFor()
    await client.page.getByRole('button', { name: 'Copy my link' }).waitFor()
  })
})
