// Takes every state of the gallery at two sizes into test/output/shots, asks axe-core about each, and sees that
// nothing scrolls sideways at 320 px. `node client/gallery/shots.mjs [part of a name] [look,look]`, where a look is one
// of 1280, 390, 320, short, evening, rtl, rtl390. Exits 1 when something is wrong.
import { mkdir, readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { fileURLToPath } from 'node:url'
import { chromium } from 'playwright-core'
import { build, preview } from 'vite'

const wanted = process.argv[2] ?? ''
const looks = process.argv[3]?.split(',')
const config = fileURLToPath(new URL('./vite.config.ts', import.meta.url))
const output = fileURLToPath(new URL('../../test/output/shots/', import.meta.url))
const axe = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
const SIZES = { 1280: { width: 1280, height: 800 }, 390: { width: 390, height: 844 } }

/** States that need a press to be seen. */
const PRESSES = {
  'desk-room': ['button[aria-expanded]:visible'],
  'client-tray': ['[data-testid=quiet-signals]'],
  'client-not-seen-help': ['button:has-text("What would help")'],
  'client-set-up': ['[data-testid=quiet-signals]', '[data-testid=set-up]:visible, button:has-text("Set up"):visible'],
  'client-set-up-chosen': ['[data-testid=quiet-signals]', '[data-testid=set-up]'],
  'client-own-words': ['[data-testid=quiet-signals]'],
  'therapist-signals': ['button:has-text("More")', '[data-testid=more-signals]'],
  'therapist-signals-words': ['button:has-text("More")', '[data-testid=more-signals]', '[data-testid=pair-signals] summary'],
  'client-more': ['button:has-text("More")', 'summary'],
  'today-client': ['button:has-text("More")', '[data-testid=more-today]'],
  'today-client-carried': ['button:has-text("More")', '[data-testid=more-today]'],
  'today-therapist': ['button:has-text("More")', '[data-testid=more-today]'],
  'today-therapist-none': ['button:has-text("More")', '[data-testid=more-today]'],
  'record-client': ['button:has-text("More")', '[data-testid=more-record]'],
  'record-client-wording': ['button:has-text("More")', '[data-testid=more-record]'],
  'record-therapist': ['button:has-text("More")', '[data-testid=more-record]'],
  'card-client': ['button:has-text("More")', '[data-testid=more-card]'],
  'card-client-remembered': ['button:has-text("More")', '[data-testid=more-card]'],
  'card-therapist': ['button:has-text("More")', '[data-testid=more-card]'],
  'chat-none': ['button:has-text("More")', '[data-testid=more-chat]'],
  'chat-therapist': ['button:has-text("More")', '[data-testid=more-chat]'],
  'chat-client': ['button:has-text("More")', '[data-testid=more-chat]'],
  'chat-therapist-shared': ['button:has-text("More")', '[data-testid=more-chat]'],
  'client-leave': ['button:has-text("Leave")'],
  'quiet-leave-more': ['button:has-text("More")'],
  'quiet-leave-dialog': ['footer button:text-is("Leave")'],
  'therapist-end': ['button:has-text("End")'],
  'therapist-extend': ['[data-clock]'],
  'therapist-guide': ['button[data-cue=not_private]:visible, footer button:has-text("Open the guide"):visible'],
  'therapist-paused-end': ['button:has-text("End")'],
  'over-time-table': ['button:has-text("Table")'],
  'over-time-sessions': ['button:has-text("Sessions")'],
  'paper-sessions': ['button:has-text("Sessions")'],
  'own-side-table': ['button:has-text("Table")'],
  'own-side-sessions': ['button:has-text("Sessions")'],
  'client-pause-quiet': ['[data-aid=quiet]'],
  'client-pause-look': ['[data-aid=look]'],
  'client-pause-feet': ['[data-aid=feet]'],
  'client-pause-breathing': ['[data-aid=breath]'],
  'client-pause-leave': ['[data-testid=pause-leave]'],
}

await build({ configFile: config, logLevel: 'warn' })
const server = await preview({ configFile: config, preview: { port: 0, host: '127.0.0.1' }, logLevel: 'silent' })
const { port } = server.httpServer.address()
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: ['--no-sandbox', '--autoplay-policy=no-user-gesture-required', '--hide-scrollbars'],
})
const problems = []
await mkdir(output, { recursive: true })

/** Opens one page per look and walks all states in it. */
async function walk({ size, suffix, query = '', colorScheme = 'light', check }) {
  if (looks && !looks.includes(suffix)) return
  const context = await browser.newContext({ viewport: size, colorScheme, reducedMotion: 'reduce', deviceScaleFactor: 1 })
  const page = await context.newPage()
  page.on('pageerror', (error) => problems.push(`${suffix}: ${error.message}`))
  page.on('console', (line) => line.type() === 'error' && problems.push(`${suffix}: console: ${line.text()}`))
  await page.goto(`http://127.0.0.1:${port}/${query}`)
  await page.waitForFunction(() => window.galleryStates !== undefined)
  await page.evaluate(axe)
  const all = await page.evaluate(() => window.galleryStates)
  for (const name of all.filter((state) => state.includes(wanted))) {
    await page.evaluate((hash) => { location.hash = hash }, name)
    await page.waitForFunction(() => [...document.querySelectorAll('video')].every((v) => !v.srcObject || v.readyState >= 2))
    if (!query.includes('locale')) for (const press of PRESSES[name] ?? []) await page.click(press)
    await page.evaluate(() => document.fonts.ready)
    await page.mouse.move(0, 0)
    await page.waitForTimeout(60)
    await page.screenshot({ path: `${output}${name}.${suffix}.png` })
    await check?.(page, `${name} (${suffix})`)
  }
  await context.close()
}

async function accessible(page, where) {
  const found = await page.evaluate(async () => {
    const result = await window.axe.run(document, {
      runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
    })
    return result.violations.map(({ id, nodes }) => `${id}: ${nodes.map((n) => `${n.target} ${n.any[0]?.message ?? ''}`).join(' | ')}`)
  })
  for (const violation of found) problems.push(`${where}: axe ${violation}`)
}

async function fits(page, where) {
  const wide = await page.evaluate(() => {
    const width = document.documentElement.clientWidth
    if (document.documentElement.scrollWidth <= width) return null
    const culprits = [...document.querySelectorAll('*')].filter((e) => {
      const { left, right } = e.getBoundingClientRect()
      return left < -1 || right > width + 1
    })
    return culprits.slice(0, 3).map((e) => `${e.tagName}.${e.className}`)
  })
  if (wide) problems.push(`${where}: scrolls sideways: ${wide.join(', ')}`)
}

const both = async (page, where) => {
  await accessible(page, where)
  await fits(page, where)
}
await walk({ size: SIZES[1280], suffix: '1280', check: both })
await walk({ size: SIZES[390], suffix: '390', check: both })
await walk({ size: { width: 320, height: 640 }, suffix: '320', check: fits })
await walk({ size: { width: 1280, height: 400 }, suffix: 'short', check: fits })
await walk({ size: SIZES[1280], suffix: 'evening', colorScheme: 'dark', check: accessible })
await walk({ size: SIZES[1280], suffix: 'rtl', query: '?locale=ar-XB', check: both })
await walk({ size: SIZES[390], suffix: 'rtl390', query: '?locale=ar-XB', check: fits })

await browser.close()
await server.close()
for (const problem of problems) console.log(problem)
console.log(problems.length === 0 ? `all well; pictures in ${output}` : `${problems.length} problems`)
process.exit(problems.length === 0 ? 0 : 1)
