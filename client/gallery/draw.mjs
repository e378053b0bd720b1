// `npm run bench:over-time`: how long 500 sessions of one room take from the press to the frame after they stand in the
// page, in a headless Chromium: reading out the trend, React, layout. Rows, table and session by session, each beside the
// same page with eight sessions, turn by turn, so that what a page costs at all is seen. Prints p50 and p95 of 30 turns
// by the clock, and the time the page's own thread worked, which other work on the machine does not lengthen.
import { fileURLToPath } from 'node:url'
import { chromium } from 'playwright-core'
import { build, preview } from 'vite'

const TURNS = 30
const config = fileURLToPath(new URL('./vite.config.ts', import.meta.url))
await build({ configFile: config, logLevel: 'error' })
const server = await preview({ configFile: config, preview: { port: 0, host: '127.0.0.1' }, logLevel: 'silent' })
const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args: ['--no-sandbox'] })
const page = await browser.newPage({ viewport: { width: 1280, height: 800 } })
await page.goto(`http://127.0.0.1:${server.httpServer.address().port}/#over-time-none`)
await page.waitForFunction(() => window.galleryStates !== undefined)
const devtools = await page.context().newCDPSession(page)
await devtools.send('Performance.enable', { timeDomain: 'threadTicks' })
const worked = async () => {
  const { metrics } = await devtools.send('Performance.getMetrics')
  return metrics.find(({ name }) => name === 'TaskDuration').value * 1000
}

/** From the press to the frame after the view stands in the page: the change of address, or the button of a view. */
const turn = (press, view) =>
  page.evaluate(
    ([by, wanted]) =>
      new Promise((resolve) => {
        const began = performance.now()
        const look = () => {
          if (document.querySelector(`[data-view="${wanted}"]`) === null) return
          watch.disconnect()
          requestAnimationFrame(() => requestAnimationFrame(() => resolve(performance.now() - began)))
        }
        const watch = new MutationObserver(look)
        watch.observe(document.body, { childList: true, subtree: true })
        if (by.startsWith('#')) location.hash = by
        else document.querySelectorAll('[aria-pressed]')[Number(by)].click()
      }),
    [press, view],
  )

const emptied = async () => {
  await page.evaluate(() => { location.hash = 'over-time-none' })
  await page.waitForFunction(() => document.querySelector('[data-view]') === null)
}
const measure = async (into, press, view) => {
  const before = await worked()
  into.clock.push(await turn(press, view))
  into.thread.push((await worked()) - before)
}

const VIEWS = ['lines', 'table', 'sessions']
const took = Object.fromEntries(VIEWS.flatMap((view) => ['over-time', 'over-time-many'].map((state) => [state + view, { clock: [], thread: [] }])))
for (let n = 0; n < TURNS; n++) {
  for (const state of ['over-time', 'over-time-many']) {
    for (const [at, view] of VIEWS.entries()) {
      await emptied()
      if (at === 0) await measure(took[state + view], `#${state}`, view)
      else {
        await turn(`#${state}`, 'lines')
        await measure(took[state + view], String(at), view)
      }
    }
  }
}
const at = (all, share) => all.toSorted((a, b) => a - b)[Math.ceil(share * all.length) - 1].toFixed(0)
const told = ({ clock, thread }) => `p50 ${at(clock, 0.5)} ms, p95 ${at(clock, 0.95)} ms, the page's own thread ${at(thread, 0.5)} ms`
for (const view of VIEWS) {
  console.log(`${view}: 500 sessions ${told(took[`over-time-many${view}`])}; eight ${told(took[`over-time${view}`])}`)
}
console.log(`(to reach: 500 sessions in 100 ms; ${TURNS} turns)`)
await browser.close()
await server.close()
