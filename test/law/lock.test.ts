/** The lock file says of every package where it comes from and what it must be, on whatever machine it was written. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { type Lock, notWhole } from '../../scripts/lock/entries.mjs'
import { ROOT } from './sources.ts'

const text = readFileSync(join(ROOT, 'package-lock.json'), 'utf8')
const place = 'node_modules/@a/b'
const whole = { version: '1.2.3', resolved: 'https://registry.npmjs.org/@a/b/-/b-1.2.3.tgz', integrity: `sha512-${'A'.repeat(86)}==` }

test('SV221 every package from the registry has its address there and its hash; `npm run lock` adds what is missing', () => {
  expect(notWhole(JSON.parse(text) as Lock)).toEqual([])
  expect(text.match(/"resolved": "(?!https:\/\/registry\.npmjs\.org\/)[^"]*:[^"]*"/g) ?? []).toEqual([])
})

test('SV221 a missing hash, a missing address, and another host are seen; what comes inside another package is not asked', () => {
  const { resolved: _resolved, ...nowhere } = whole
  const { integrity: _integrity, ...unknown } = whole
  const elsewhere = { ...whole, resolved: 'https://mirror.example.org/@a/b/-/b-1.2.3.tgz' }
  const of = (entry: object) => notWhole({ packages: { [place]: entry, 'shared': {} } })
  expect([whole, nowhere, unknown, elsewhere, { version: '1.2.3', inBundle: true }, { link: true }].map((entry) => of(entry).length)).toEqual([0, 1, 1, 1, 0, 0])
})
