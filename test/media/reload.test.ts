import { describe, expect, test } from 'vitest'
import { across } from './page/wire.ts'
import { bothSee, connected, useLab } from './support/use-lab.ts'

const browser = useLab()

describe('a reload', () => {
  for (const side of ['caller', 'answerer'] as const) {
    test(`of the ${side}: the picture returns to both, in the same stream`, async () => {
      const { page } = browser
      await connected(page)
      await page.evaluate(async ([side, other]) => {
        lab.vanish(side)
        await lab.open(side, { firstEpoch: 2 })
        const [fresh, stayed] = [lab.end(side).link, lab.end(other).link]
        fresh.trust(stayed.certificate)
        fresh.rebuild()
        stayed.trust(fresh.certificate)
      }, [side, across(side)] as const)
      await bothSee(page)
      const stayed = await page.evaluate((side) => [lab.end(side).states, lab.end(side).link.remote.getTracks().length], across(side))
      expect(stayed).toEqual([['negotiating', 'connected', 'interrupted', 'connected'], 2])
    })

    test(`of the ${side}: works when its word comes late and the first messages are lost`, async () => {
      const { page } = browser
      await connected(page)
      await page.evaluate(async ([side, other]) => {
        lab.vanish(side)
        await lab.open(side, { firstEpoch: 2 })
        for (const kind of ['please', 'description'] as const) lab.wire.lose(side, kind, 1)
        lab.wire.lose(other, 'description', 1)
        const fresh = lab.end(side).link
        lab.wire.sent.length = 0
        fresh.rebuild()
      }, [side, across(side)] as const)
      // Each word comes when the other side has long noticed, and has already said something.
      await page.waitForFunction((stayed) => lab.end(stayed).link.state.get().state === 'interrupted', across(side))
      await page.evaluate(([side, other]) => lab.end(side).link.trust(lab.end(other).link.certificate), [side, across(side)] as const)
      await page.waitForFunction((fresh) => lab.wire.sent.some(({ from }) => from === fresh), side)
      await page.evaluate(([side, other]) => lab.end(other).link.trust(lab.end(side).link.certificate), [side, across(side)] as const)
      await bothSee(page)
    })
  }

  test('of both at once: the picture returns', async () => {
    const { page } = browser
    await connected(page)
    await page.evaluate(async () => {
      lab.vanish('caller')
      lab.vanish('answerer')
      await lab.open('caller', { firstEpoch: 2 })
      await lab.open('answerer', { firstEpoch: 2 })
      const [caller, answerer] = [lab.end('caller').link, lab.end('answerer').link]
      for (const [one, other] of [[caller, answerer], [answerer, caller]] as const) {
        one.trust(other.certificate)
        one.rebuild()
      }
    })
    await bothSee(page)
  })

  test('while signalling is away waits for it', async () => {
    const { page } = browser
    await connected(page)
    await page.evaluate(async () => {
      lab.vanish('answerer')
      await lab.open('answerer', { firstEpoch: 2 })
      lab.end('answerer').reachable.set(false)
      lab.end('caller').link.trust(lab.end('answerer').link.certificate)
      lab.end('answerer').link.trust(lab.end('caller').link.certificate)
      lab.end('answerer').link.rebuild()
    })
    expect(await page.evaluate(() => lab.wire.from('answerer', 'please').length)).toBe(0)
    await page.evaluate(() => lab.end('answerer').reachable.set(true))
    await bothSee(page)
  })

  test('a peer that dies by itself is replaced', async () => {
    const { page } = browser
    await connected(page)
    await page.evaluate(() => lab.end('answerer').peers[0]?.close())
    await page.waitForFunction(() => lab.end('caller').epochs.length === 2)
    await bothSee(page)
  })
})
