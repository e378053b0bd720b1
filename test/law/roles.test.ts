import { expect, test } from 'vitest'
import { filesOf } from '../../scripts/web/roles.mjs'
import { tooHeavy } from '../../scripts/web/weigh.mjs'

const made = (file: string, imports: readonly string[], modules: readonly string[], css: readonly string[] = []) => ({ file, imports, later: ['room.js'], modules, css })
const FILES = [
  made('index.js', ['both.js'], ['index.html', 'src/main.tsx'], ['index.css']),
  made('both.js', [], ['src/ui/use-value.ts']),
  made('lobby.js', ['index.js', 'both.js'], ['src/pages.tsx', 'src/session/visit.ts']),
  made('room.js', ['both.js'], ['src/room.ts']),
]

test('HT31 a page is made of its entries and what they import at once, each file once, and of nothing fetched later', () => {
  expect(filesOf(FILES, ['index.html', 'src/pages.tsx', 'src/session/visit.ts'])).toEqual(['index.js', 'index.css', 'both.js', 'lobby.js'])
  expect(() => filesOf(FILES, ['src/gone.ts'])).toThrow('src/gone.ts')
})

test('HT32 a page that weighs more than it may is named, one at the bound is not', () => {
  const of = (bytes: number, atMost: number | null) => ({ role: 'client', what: 'scripts', bytes, atMost })
  expect(tooHeavy([of(110_000, 110_000), of(900_000, null)])).toEqual([])
  expect(tooHeavy([of(110_001, 110_000)])).toHaveLength(1)
})
