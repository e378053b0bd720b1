import { beforeEach, describe, expect, test } from 'vitest'
import { observable } from '../../lib/observable.ts'
import { collapsedBy, paintedOrHidden, Share } from './sharing.ts'

let order: string[]
let screen: ReturnType<typeof observable<MediaStreamTrack | null>>
let chosen: (track: MediaStreamTrack | null) => void
let paint: () => void
let share: Share
const track = {} as MediaStreamTrack
const turn = () => new Promise(setImmediate)

beforeEach(() => {
  order = []
  screen = observable<MediaStreamTrack | null>(null)
  share = new Share({
    media: {
      screen,
      beginScreen: () => (shown) => {
        order.push('leaves')
        screen.set(shown)
      },
      hideScreen: () => screen.set(null),
    },
    capture: () => {
      order.push('captured')
      return new Promise((resolve) => (chosen = resolve))
    },
    painted: () => new Promise((resolve) => (paint = () => {
      order.push('painted')
      resolve()
    })),
  })
  share.state.watch((state) => order.push(collapsedBy(state, 'nothing')))
})

describe('showing one’s screen', () => {
  test('SH2 cues are one dot from the first tap, before anything is captured, and nothing leaves before the dot was painted', async () => {
    share.prepare()
    const started = share.start()
    chosen(track)
    await turn()
    expect(order).toEqual(['dot', 'dot', 'captured'])
    paint()
    await started
    expect(order.slice(3, 6)).toEqual(['painted', 'leaves', 'dot'])
    expect(share.state.get()).toBe('sharing')
    share.stop()
    expect([share.state.get(), order.at(-1)]).toEqual(['no', 'no'])
  })

  test('SH2 from the first tap to the last frame there is no moment without the dot', async () => {
    share.prepare()
    const started = share.start()
    chosen(track)
    await turn()
    paint()
    await started
    expect(order).not.toContain('no')
  })

  test('SH4 whoever does not go on, or chooses nothing, shows nothing', async () => {
    share.prepare()
    share.cancel()
    await share.start()
    expect([share.state.get(), order]).toEqual(['no', ['dot', 'no']])
    share.prepare()
    const started = share.start()
    chosen(null)
    await started
    expect([share.state.get(), screen.get(), order]).not.toContain('leaves')
    expect(share.state.get()).toBe('no')
  })

  test('SH1 cues are one dot while the client shows, too', () => {
    expect([collapsedBy('no', 'screen'), collapsedBy('no', 'nothing'), collapsedBy('preparing', 'nothing')]).toEqual(['dot', 'no', 'dot'])
  })

  test('SH2 a page that is out of view, or goes out of view, is not waited for', async () => {
    const visible = observable(false)
    const never = { pageVisible: () => visible, nextPaint: () => new Promise<void>(() => undefined) }
    await paintedOrHidden(never)
    visible.set(true)
    const waiting = paintedOrHidden(never)
    visible.set(false)
    await waiting
  })
})
