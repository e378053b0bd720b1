// `npm run bench:over-time`: how long 500 sessions of one room take from the press to the frame after they stand in the
// page, in a headless Chromium: reading out the trend, React, layout. Prints p50 and p95 of 30 turns each.
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

/** From the change of address to the frame after the view stands in the page. */
const turn = (state, view) =>
  page.evaluate(
    ([hash, wanted]) =>
      new Promise((resolve) => {
        const began = performance.now()
        const look = () => {
          if (document.querySelector(`[data-view="${wanted}"]`) === null) return
          watch.disconnect()
          requestAnimationFrame(() => requestAnimationFrame(() => resolve(performance.now() - began)))
        }
        const watch = new MutationObserver(look)
        watch.observe(document.body, { childList: true, subtree: true })
        location.hash = hash
      }),
    [state, view],
  )

const took = []
for (let n = 0; n < TURNS; n++) {
  await page.evaluate(() => { location.hash = 'over-time-none' })
  await page.waitForFunction(() => document.querySelector('[data-view]') === null)
  took.push(await turn('over-time-many', 'lines'))
}
took.sort((a, b) => a - b)
const at = (share) => took[Math.ceil(share * TURNS) - 1].toFixed(0)
console.log(`500 sessions, six rows: p50 ${at(0.5)} ms, p95 ${at(0.95)} ms (to reach: 100 ms; ${TURNS} turns)`)
await browser.close()
await server.close()
