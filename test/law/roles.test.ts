import { expect, test } from 'vitest'
import { filesOf } from '../../scripts/web/roles.mjs'
import { tooHeavy } from '../../scripts/web/weigh.mjs'

const MANIFEST = {
  'index.html': { file: 'assets/index.js', css: ['assets/index.css'], imports: ['_common.js'], dynamicImports: ['src/room.ts'] },
  '_common.js': { file: 'assets/common.js' },
  'src/pages.tsx': { file: 'assets/pages.js', imports: ['index.html', '_common.js'] },
  'src/room.ts': { file: 'assets/room.js', imports: ['_common.js'] },
  '_merged.js': { file: 'assets/merged.js', name: 'knock', imports: [] },
}

test('HT31 a page is made of its entries and what they import at once, each file once, and of nothing fetched later', () => {
  expect(filesOf(MANIFEST, ['index.html', 'src/pages.tsx']))
    .toEqual(['assets/index.js', 'assets/index.css', 'assets/common.js', 'assets/pages.js'])
  expect(filesOf(MANIFEST, ['src/crypto/knock.ts'])).toEqual(['assets/merged.js'])
  expect(() => filesOf(MANIFEST, ['src/gone.ts'])).toThrow('src/gone.ts')
})

test('HT32 a page that weighs more than it may is named, one at the bound is not', () => {
  const of = (bytes: number, atMost: number | null) => ({ role: 'client', what: 'scripts', bytes, atMost })
  expect(tooHeavy([of(110_000, 110_000), of(900_000, null)])).toEqual([])
  expect(tooHeavy([of(110_001, 110_000)])).toHaveLength(1)
})
