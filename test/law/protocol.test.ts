/** docs/PROTOCOL.md says what the schemas say. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { protocolPage } from '../../scripts/protocol-page.mjs'
import * as wire from '../../scripts/wire.mjs'
import { ROOT } from './sources.ts'

test('the protocol page is what the schemas say; if not: npm run docs:protocol', async () => {
  expect(readFileSync(join(ROOT, 'docs/PROTOCOL.md'), 'utf8')).toBe(await protocolPage(wire))
})
