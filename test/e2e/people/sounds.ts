/** What a page lets be heard. */
import type { JSHandle } from 'playwright-core'
import type { Page } from './expect.ts'

/** Everything that makes itself heard on this page from now on: `tone` for a made sound, `play` for a picture's or a file's. */
export const listenTo = (page: Page): Promise<JSHandle<string[]>> =>
  page.evaluateHandle(() => {
    const played: string[] = []
    const { start } = AudioScheduledSourceNode.prototype
    AudioScheduledSourceNode.prototype.start = function (when) {
      played.push('tone')
      return start.call(this, when)
    }
    const { play } = HTMLMediaElement.prototype
    HTMLMediaElement.prototype.play = function () {
      played.push('play')
      return play.call(this)
    }
    return played
  })
