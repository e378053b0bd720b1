/**
 * `npm test`: everything. Types, lint, unit and contract tests, the build, and the browser tests. Goes on after a
 * failure, so that one run tells all there is to tell, and closes with one line: `N passed, N failed`.
 *
 * `npm test -- unit` runs one step alone; the steps are named below.
 */
import { spawn, spawnSync } from 'node:child_process'
import { accessSync, constants, existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs'
import { delimiter, join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('..', import.meta.url))
const output = join(root, 'test/output')
const bin = (name) => join(root, 'node_modules/.bin', name)
/** No step may hold a machine for ever. */
const LONGEST_STEP_MS = 25 * 60_000

/** The outside programs, where a system package brings them, and who needs them. */
const PROGRAMS = [
  { names: ['redis-server'], package: 'redis-server', for: ['unit'] },
  { names: ['turnserver'], package: 'coturn', for: ['unit', 'e2e'] },
  { names: ['chromium', 'chromium-browser', 'google-chrome'], package: 'chromium', for: ['media', 'e2e'], asks: 'CHROMIUM' },
]

const STEPS = [
  { name: 'messages', command: [process.execPath, 'client/messages/compile.mjs'] },
  { name: 'types', command: [bin('tsc'), '-b', 'shared', 'server', 'client', 'test'] },
  { name: 'gallery', command: [bin('tsc'), '-p', 'client/gallery'] },
  { name: 'lint', command: [bin('oxlint'), '--type-aware', '--deny-warnings'] },
  { name: 'unit', vitest: 'vitest.config.ts' },
  { name: 'build', command: [process.execPath, 'scripts/build.mjs', '--alone'] },
  { name: 'media', vitest: 'test/media/vitest.config.ts' },
  { name: 'e2e', vitest: 'test/e2e/vitest.config.ts' },
  // Not installed for it, since that is a download of some 70 MB from a place that may not be there.
  { name: 'firefox', vitest: 'test/firefox/vitest.config.ts', onlyWith: { names: ['firefox-esr', 'firefox'], package: 'firefox-esr', asks: 'FIREFOX' } },
]

const asked = process.argv.slice(2)
const unknown = asked.filter((name) => !STEPS.some((step) => step.name === name))
if (unknown.length > 0) stop(`There is no step "${unknown[0]}". Steps: ${STEPS.map(({ name }) => name).join(', ')}.`)
const steps = STEPS.filter(({ name, vitest }) => (asked.length === 0 || asked.includes(name)) && (!vitest || existsSync(join(root, vitest))))

mkdirSync(output, { recursive: true })
const env = {
  // Everything is shown here: the simulation takes its time.
  SIMULATE_SECONDS: '45',
  ...process.env,
  ...(process.stdout.isTTY ? { FORCE_COLOR: '1' } : { NO_COLOR: '1' }),
  ...programsFor(steps),
}
const results = []
for (const step of steps) {
  process.stdout.write(`\n=== ${step.name}\n`)
  const began = Date.now()
  if (step.onlyWith && find(step.onlyWith) === null) {
    process.stdout.write(`SKIPPED: "${step.onlyWith.package}" is not on this machine.\n`)
    results.push({ name: step.name, seconds: 0, good: true, passed: 0, failed: 0, skipped: 0, missing: step.onlyWith.package })
    continue
  }
  const result = step.vitest ? await runTests(step) : await runCommand(step)
  results.push({ name: step.name, seconds: Math.round((Date.now() - began) / 1000), ...result })
  // The steps after it need not build the same once more; where it failed, they say so themselves.
  if (step.name === 'build' && result.good) env['BUILT'] = 'yes'
}

process.stdout.write('\n=== summary\n')
for (const { name, seconds, good, passed, failed, skipped, missing, names = [] } of results) {
  if (missing) {
    process.stdout.write(`SKIPPED ${name.padEnd(9)} not tested: "${missing}" is not here\n`)
    continue
  }
  const counted = passed + failed > 0 && passed + skipped > 0 ? `  ${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}` : ''
  process.stdout.write(`${good ? 'ok    ' : 'FAILED'}  ${name.padEnd(9)} ${String(seconds).padStart(4)} s${counted}\n`)
  // Beside the sum, so that the end of a long log says which they were.
  for (const each of names) process.stdout.write(`          ${each}\n`)
}
const sum = (what) => results.reduce((total, result) => total + result[what], 0)
process.stdout.write(`\n${sum('passed')} passed, ${sum('failed')} failed\n`)
process.exitCode = results.every(({ good }) => good) ? 0 : 1

/** A step that either works or does not: when it does not, that is one failure. */
async function runCommand({ command }) {
  const good = (await run(command)) === 0
  return { good, passed: 0, failed: good ? 0 : 1, skipped: 0 }
}

async function runTests({ name, vitest }) {
  const file = join(output, `${name}.json`)
  rmSync(file, { force: true })
  const status = await run([bin('vitest'), 'run', '--config', vitest, '--reporter=default', '--reporter=json', `--outputFile.json=${file}`])
  const report = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : { numPassedTests: 0, numFailedTests: 0, numPendingTests: 0, testResults: [] }
  // A file that cannot be loaded has no tests that could fail; it counts as one.
  const failing = report.testResults.map(({ name: path, status, assertionResults }) => ({ path: relative(root, path), status, tests: assertionResults.filter((test) => test.status === 'failed') }))
  const unloaded = failing.filter(({ status, tests }) => status === 'failed' && tests.length === 0)
  const names = [...unloaded.map(({ path }) => path), ...failing.flatMap(({ path, tests }) => tests.map(({ title }) => `${path}: ${title}`))]
  const passed = report.numPassedTests
  const known = report.numFailedTests + unloaded.length
  const good = status === 0 && known === 0 && passed > 0
  return { good, passed, failed: good || known > 0 ? known : 1, skipped: report.numPendingTests ?? 0, names }
}

/** Exit status; 1 when it had to be stopped. */
function run([command, ...args]) {
  return new Promise((resolve) => {
    const child = spawn(command, args, { cwd: root, env, stdio: ['ignore', 'inherit', 'inherit'], detached: true })
    const late = setTimeout(() => {
      process.stdout.write(`\nStopped: it took longer than ${LONGEST_STEP_MS / 60_000} minutes.\n`)
      killAll(child)
    }, LONGEST_STEP_MS)
    const passOn = () => {
      killAll(child)
      process.exit(130)
    }
    process.once('SIGINT', passOn).once('SIGTERM', passOn)
    child.once('error', () => resolve(1))
    child.once('exit', (code) => {
      clearTimeout(late)
      process.off('SIGINT', passOn).off('SIGTERM', passOn)
      resolve(code ?? 1)
    })
  })
}

/** The child is the leader of its own group: what it started goes with it. */
function killAll(child) {
  try {
    process.kill(-child.pid, 'SIGKILL')
  } catch {
    // Gone already.
  }
}

/** Installs what is missing where that is possible, and answers where programs are, for tests that ask. */
function programsFor(wanted) {
  const needed = PROGRAMS.filter((program) => wanted.some(({ name }) => program.for.includes(name)))
  const missing = needed.filter((program) => find(program) === null).map((program) => program.package)
  if (missing.length > 0) install(missing)
  const still = needed.filter((program) => find(program) === null)
  if (still.length > 0) stop(`These tests need ${still.map((program) => `"${program.package}"`).join(' and ')}. Install it and try again.`)
  return Object.fromEntries(needed.filter(({ asks }) => asks).map((program) => [program.asks, find(program)]))
}

function find({ names, asks }) {
  const told = asks === undefined ? undefined : process.env[asks]
  if (told !== undefined) return isProgram(told) ? told : null
  const folders = (process.env.PATH ?? '').split(delimiter)
  return names.flatMap((name) => folders.map((folder) => join(folder, name))).find(isProgram) ?? null
}

function isProgram(path) {
  try {
    accessSync(path, constants.X_OK)
    return true
  } catch {
    return false
  }
}

function install(packages) {
  const mayInstall = process.getuid?.() === 0 && find({ names: ['apt-get'] }) !== null
  if (!mayInstall) return
  process.stdout.write(`Installing ${packages.join(' and ')} …\n`)
  const options = { stdio: ['ignore', 'ignore', 'inherit'], env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } }
  spawnSync('apt-get', ['update', '-qq'], options)
  spawnSync('apt-get', ['install', '-y', '-qq', '--no-install-recommends', ...packages], options)
}

function stop(sentence) {
  process.stderr.write(`${sentence}\n`)
  process.exit(1)
}
