/** The law of the house: who may import whom, and a few things that must never stand in the source. */
import { dirname } from 'node:path'
import { describe, expect, test } from 'vitest'
import { filesIn, importsOf, isForTests, shipped, withoutComments, withoutStrings, written } from './sources.ts'

/**
 * Area by area: the files that belong to it (a file belongs to the first that fits) and all it may import besides
 * itself. `*`: anything – only where things are put together.
 */
const LAW: readonly { area: string; files: RegExp; may: readonly string[] }[] = [
  { area: 'shared', files: /^shared\/src\//, may: ['valibot'] },

  { area: 'server main', files: /^server\/src\/(main|setup-link|backup|restore|accept-store|command)\.ts$/, may: ['*'] },
  { area: 'server basics', files: /^server\/src\/((clock|config|house|log)\.ts$|settings\/)/, may: ['relay', 'limits', 'Redis address', 'shared', 'valibot', 'node:'] },
  { area: 'questionnaires', files: /^server\/src\/questionnaires\//, may: ['shared', 'jsonc-parser', 'node:'] },
  { area: 'relay', files: /^server\/src\/relay\//, may: ['shared', 'node:'] },
  { area: 'http', files: /^server\/src\/http\//, may: ['rooms', 'auth', 'reflections', 'erasure', 'relay', 'limits', 'store port', 'server basics', 'shared', 'express', 'valibot', 'node:'] },
  { area: 'gateway', files: /^server\/src\/gateway\//, may: ['rooms', 'auth', 'limits', 'store port', 'server basics', 'shared', 'socket.io', 'valibot', 'node:'] },
  { area: 'Redis address', files: /^server\/src\/redis\/address\.ts$/, may: [] },
  { area: 'Redis clients', files: /^server\/src\/redis\//, may: ['Redis address', 'redis'] },
  { area: 'nodes', files: /^server\/src\/nodes\//, may: ['rooms', 'Redis address', 'Redis clients', 'shared', 'valibot'] },
  { area: 'limits', files: /^server\/src\/limits\//, may: ['shared', 'proxy-addr', 'node:'] },
  { area: 'rooms', files: /^server\/src\/rooms\//, may: ['store port', 'shared'] },
  { area: 'reflections', files: /^server\/src\/reflections\//, may: ['store port', 'shared'] },
  { area: 'erasure', files: /^server\/src\/erasure\//, may: ['auth', 'reflections', 'rooms', 'store port', 'shared', 'valibot', 'node:'] },
  { area: 'auth', files: /^server\/src\/auth\//, may: ['store port', 'shared', 'cookie', 'node:'] },
  { area: 'store port', files: /^server\/src\/store\/port\.ts$/, may: ['shared'] },
  { area: 'store rules', files: /^server\/src\/store\/(rules|in-time)\.ts$/, may: ['store port', 'shared'] },
  { area: 'store identity', files: /^server\/src\/store\/identity\//, may: ['store port', 'store rules', 'shared', 'valibot', 'node:'] },
  { area: 'embedded store', files: /^server\/src\/store\/embedded\//, may: ['store port', 'store rules', 'shared', 'lmdb', 'node:'] },
  { area: 'Redis store', files: /^server\/src\/store\/redis\//, may: ['store port', 'store rules', 'Redis address', 'Redis clients', 'shared', 'redis', 'node:'] },
  { area: 'store opener', files: /^server\/src\/store\/open\.ts$/, may: ['store port', 'store identity', 'embedded store', 'Redis store', 'Redis address', 'shared'] },

  { area: 'app main', files: /^client\/src\/main\.tsx$/, may: ['*'] },
  { area: 'app', files: /^client\/src\/(App\.tsx|app\/)/, may: ['controllers', 'ports', 'own media', 'giving way', 'screens', 'ui', 'lib', 'shared', 'react'] },
  { area: 'screens', files: /^client\/src\/screens\//, may: ['ui', 'i18n', 'lib', 'shared', 'react'] },
  { area: 'ui', files: /^client\/src\/ui\//, may: ['i18n', 'lib', 'shared', 'react'] },
  { area: 'i18n', files: /^client\/src\/i18n\//, may: ['shared'] },
  { area: 'controllers', files: /^client\/src\/(session|check-in|reflection|notes|record)\//, may: ['ports', 'giving way', 'crypto', 'lib', 'shared', 'valibot'] },
  { area: 'crypto', files: /^client\/src\/crypto\//, may: ['shared', 'valibot', 'hpke'] },
  { area: 'ports', files: /^client\/src\/(signalling\/(port|late|late-answers)|media\/port|media\/devices\/port)\.ts$/, may: ['lib', 'shared'] },
  { area: 'socket', files: /^client\/src\/signalling\/socket\.ts$/, may: ['ports', 'lib', 'shared', 'valibot', 'socket.io-client'] },
  { area: 'own media', files: /^client\/src\/media\/(own-media|ring|screen)\.ts$/, may: ['ports', 'devices', 'lib', 'shared'] },
  { area: 'link opener', files: /^client\/src\/media\/link-later\.ts$/, may: ['ports', 'link', 'lib', 'shared'] },
  { area: 'giving way', files: /^client\/src\/media\/adaptation\//, may: ['ports', 'shared'] },
  { area: 'devices', files: /^client\/src\/media\/devices\//, may: ['ports', 'lib', 'shared'] },
  { area: 'link', files: /^client\/src\/media\/(peer-link\.ts|link\/)/, may: ['ports', 'lib', 'shared', 'simple-peer'] },
  { area: 'lib', files: /^client\/src\/lib\//, may: ['shared', 'valibot', 'idb-keyval'] },
]

const LINES_AT_MOST = 250
const FILES_AT_MOST = 14

/** The area of a file, or the name of a package; `@fermata/shared/ids` and `node:fs` go by their first half. */
function areaOf(target: string): string {
  if (target.startsWith('@fermata/shared/')) return 'shared'
  if (target.startsWith('node:')) return 'node:'
  if (target.startsWith('client/src/i18n/generated/') || target.endsWith('.css')) return 'data'
  return LAW.find(({ files }) => files.test(target))?.area ?? target.replace(/^(react)(-dom)?(\/.*)?$/, '$1')
}

const importGraph = new Map(shipped.map((source) => [source.path, importsOf(source)]))

describe('the import law', () => {
  test('every source file belongs to an area', () => {
    expect(shipped.map(({ path }) => path).filter((path) => !LAW.some(({ files }) => files.test(path)))).toEqual([])
  })

  test('every import goes where its area may', () => {
    const broken = [...importGraph].flatMap(([path, targets]) => {
      const area = areaOf(path)
      const may = ['data', area, ...(LAW.find((each) => each.area === area)?.may ?? [])]
      return may.includes('*') ? [] : targets.filter((target) => !may.includes(areaOf(target))).map((target) => `${path} → ${target}`)
    })
    expect(broken).toEqual([])
  })

  test('what is shipped imports no test, fake or fixture', () => {
    const broken = [...importGraph].flatMap(([path, targets]) =>
      targets.filter((target) => isForTests(target) || /^test\/|^vitest/.test(target)).map((target) => `${path} → ${target}`),
    )
    expect(broken).toEqual([])
  })

  test('one file speaks to each library that reaches outside', () => {
    const importers = (name: string) => [...importGraph].filter(([, targets]) => targets.includes(name)).map(([path]) => path)
    expect(importers('socket.io-client')).toEqual(['client/src/signalling/socket.ts'])
    expect(importers('simple-peer')).toEqual(['client/src/media/link/peer.ts'])
    expect(importers('socket.io')).toEqual(['server/src/gateway/gateway.ts'])
    expect(importers('jsonc-parser')).toEqual(['server/src/questionnaires/json.ts'])
    expect(importers('hpke')).toEqual(['client/src/crypto/primitives/hpke.ts'])
    expect(importers('idb-keyval')).toEqual(['client/src/lib/keep.ts'])
  })

  test('no import leads back to where it began', () => {
    expect(firstCycle()).toEqual([])
  })
})

function firstCycle(): string[] {
  const done = new Set<string>()
  const visit = (path: string, trail: readonly string[]): string[] => {
    if (trail.includes(path)) return [...trail.slice(trail.indexOf(path)), path]
    if (done.has(path)) return []
    for (const target of importGraph.get(path) ?? []) {
      const found = visit(target, [...trail, path])
      if (found.length > 0) return found
    }
    done.add(path)
    return []
  }
  for (const path of importGraph.keys()) {
    const found = visit(path, [])
    if (found.length > 0) return found
  }
  return []
}

describe('size', () => {
  test(`no source file is longer than ${LINES_AT_MOST} lines`, () => {
    const long = written.filter(({ path, text }) => path.includes('/src/') && text.split('\n').length - 1 > LINES_AT_MOST)
    expect(long.map(({ path }) => path)).toEqual([])
  })

  test(`no folder holds more than ${FILES_AT_MOST} source files`, () => {
    const folders = shipped.map(({ path }) => dirname(path))
    const inside = (folder: string) => folders.filter((each) => each === folder).length
    expect([...new Set(folders)].filter((folder) => inside(folder) > FILES_AT_MOST)).toEqual([])
  })
})

/** Every place where a pattern stands in the code (not in comments). */
const places = (sources: readonly { path: string; text: string }[], pattern: RegExp): string[] =>
  sources.flatMap(({ path, text }) => (pattern.test(withoutComments(text)) ? [path] : []))

describe('what stands nowhere', () => {
  const styles = filesIn('client/src', /\.css$/)
  const app = [...shipped.filter(({ path }) => path.startsWith('client/')), ...styles, ...filesIn('client', /^client\/index\.html$/)]
  const catalogues = filesIn('client/messages/en', /\.json$/)
  const here = /^test\/law\//

  test('nothing is put off, and no type is waved through', () => {
    const others = written.filter(({ path }) => !here.test(path))
    expect(others.filter(({ text }) => /\b(TODO|FIXME)\b|@ts-(ignore|nocheck)/.test(text)).map(({ path }) => path)).toEqual([])
    // A test may expect that something does not compile.
    expect(shipped.filter(({ text }) => text.includes('@ts-expect-error')).map(({ path }) => path)).toEqual([])
    const typed = others.map(({ path, text }) => ({ path, text: withoutStrings(text) }))
    expect(places(typed, /(:|\bas|<|\|)\s*any\b(?!\s*\w)/)).toEqual([])
  })

  test('every custom property that a style uses is defined', () => {
    const defined = new Set([...styles, ...shipped].flatMap(({ text }) => [...text.matchAll(/(--[\w-]+)['"]?\s*:/g)].map(([, name]) => name)))
    const used = styles.flatMap(({ path, text }) => [...text.matchAll(/var\(\s*(--[\w-]+)/g)].map(([, name]) => ({ path, name })))
    expect(used.filter(({ name }) => !defined.has(name))).toEqual([])
  })

  test('one file in the server and one in the app read the machine’s time; everything else is given a clock', () => {
    const read = places(shipped, /\bDate\.now\b|\bperformance\b|\bnew Date\(\)|\bDate\(\)/)
    expect(read).toEqual(['server/src/clock.ts', 'client/src/lib/browser-clock.ts'])
  })

  test('UI290 an ability of the browser that may be missing is asked for in one place, or by its own adapter', () => {
    const abilities = /\bnavigator\b|\b(session|local)Storage\b|\bindexedDB\b|\bisSecureContext\b|\bnew AudioContext\b|\bRTCPeerConnection\b|\bdocumentPictureInPicture\b/
    const reading = places(shipped.filter(({ path }) => path.startsWith('client/src/')), abilities)
    const adapters = /^client\/src\/(lib\/(abilities|page-exit)|ui\/small-window|media\/link\/.*)\.ts$/
    expect(reading.filter((path) => !adapters.test(path))).toEqual([])
  })

  test('the app keeps nothing where every tab can read it', () => {
    expect(places(app, /\blocalStorage\b|document\.cookie/)).toEqual([])
  })

  test('the app names no foreign host', () => {
    const ours = /http:\/\/(www\.w3\.org\/2000\/svg|localhost\b)/g
    const texts = [...app, ...catalogues].map(({ path, text }) => ({ path, text: withoutComments(text).replace(ours, '') }))
    expect(texts.filter(({ text }) => /\b(https?|wss?|stuns?|turns?):(\/\/)?[\w[]|url\(\s*['"]?\/\//.test(text)).map(({ path }) => path)).toEqual([])
  })
})
