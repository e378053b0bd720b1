/** Two people whose call goes through a real coturn, with the configuration we ship. */
import { afterAll, describe, expect, test } from 'vitest'
import { type Coturn, startCoturn } from '../../support/turn/coturn.ts'
import { startServer } from '../../support/server.ts'
import { onScreen } from '../people/page.ts'
import { watchPeers, wayOf } from '../people/peers.ts'
import { useStage } from '../people/stage.ts'
import { Therapist } from '../people/therapist.ts'

let relay: Coturn
const stage = useStage('present', {
  environment: async () => {
    relay = await startCoturn({ loopback: true })
    return { TURN_URLS: relay.urls, TURN_SECRET: relay.secret }
  },
})
afterAll(() => relay.dispose())

/** Another server with a practice of its own; neither outlives the test. */
async function withServer(
  environment: Record<string, string>, act: (therapist: Therapist) => Promise<void>, watch?: (therapist: Therapist) => Promise<void>,
): Promise<void> {
  const server = await startServer({ environment })
  const therapist = await Therapist.at(stage.browser, server.origin)
  try {
    await watch?.(therapist)
    await therapist.setUp(server.setupLink ?? '')
    await act(therapist)
  } finally {
    await therapist.close()
    await server.dispose()
  }
}

describe('A call through the relay', () => {
  test('TU5 whoever hides their network address is seen by the relay’s only, also after a reload', async () => {
    const { therapist } = stage
    await watchPeers(therapist.context)
    await therapist.page.reload()
    const link = await therapist.makeRoom('Hidden')
    const client = await stage.client()
    await watchPeers(client.context)
    await client.openLink(link)
    await client.page.locator('[data-relay="works"]').waitFor()
    await client.page.getByLabel('Hide my network address').check()
    await client.join()
    await therapist.admit('Hidden')
    await Promise.all([client.together(), therapist.together()])
    expect((await wayOf(client.page)).local).toBe('relay')
    expect(await wayOf(therapist.page)).toMatchObject({ remote: 'relay', told: ['relay'] })

    await client.page.reload()
    await Promise.all([client.together(), therapist.together()])
    expect((await wayOf(client.page)).local).toBe('relay')
    expect((await wayOf(therapist.page)).told).toEqual(['relay'])
    await therapist.end()
  })

  test('TU5 a therapist who hides theirs at the desk while somebody waits shows them the relay’s only', async () => {
    const { therapist } = stage
    const link = await therapist.makeRoom('Hiding')
    const client = await stage.client()
    await watchPeers(client.context)
    await client.openLink(link)
    await client.join()
    await client.known()
    await therapist.page.getByLabel('Hide my network address').check()
    await therapist.admit('Hiding')
    await Promise.all([client.together(), therapist.together()])
    expect((await wayOf(client.page)).told).toEqual(['relay'])
    await therapist.end()
    await therapist.page.getByRole('button', { name: 'Back to your rooms' }).click()
    await therapist.page.getByLabel('Hide my network address').uncheck()
  })
})

describe('What the pages say of the relay', () => {
  test('TU6 desk and lobby call themselves through it, and say when it does not take them or does not answer', async () => {
    for (const [settings, check] of [
      [{ TURN_URLS: relay.urls, TURN_SECRET: 'not the relay’s secret' }, 'refused'],
      [{ TURN_URLS: 'turn:127.0.0.1:9', TURN_SECRET: relay.secret }, 'unreachable'],
    ] as const) {
      await withServer(settings, async (therapist) => {
        await therapist.page.locator(`[data-relay="${check}"]`).waitFor()
        const link = await therapist.makeRoom('Away')
        const client = await stage.client()
        await client.openLink(link)
        await client.page.locator(`[data-relay="${check}"]`).waitFor()
      })
    }
  })

  test('TU7 where the operator has every call relayed, both ends are on the relay, and nothing needs choosing', async () => {
    await withServer({ TURN_URLS: relay.urls, TURN_SECRET: relay.secret, TURN_ONLY: 'yes' }, async (therapist) => {
      const link = await therapist.makeRoom('Only')
      const client = await stage.client()
      await watchPeers(client.context)
      await client.openLink(link)
      await client.page.getByText('Your network address stays hidden').waitFor()
      await client.join()
      await therapist.admit('Only')
      await Promise.all([client.together(), therapist.together()])
      const relayed = { local: 'relay', remote: 'relay', told: ['relay'] }
      expect([await wayOf(client.page), await wayOf(therapist.page)]).toEqual([relayed, relayed])
    }, ({ context }) => watchPeers(context))
  })

  test('TU8 without a relay the desk says what that means, and the lobby offers nothing to choose', async () => {
    await withServer({}, async (therapist) => {
      await therapist.page.locator('[data-note="no-relay"]').waitFor()
      const link = await therapist.makeRoom('Plain')
      const client = await stage.client()
      await client.openLink(link)
      await client.join()
      await onScreen(therapist.page, 'desk')
      expect(await client.page.getByTestId('hide-address').count()).toBe(0)
    })
  })
})
