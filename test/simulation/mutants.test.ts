/** What the hunt for mutants breaks is where it says: a rule that has moved is not taken for one that holds. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { ROOT } from '../law/sources.ts'
import { MUTANTS } from './mutants.ts'

test.each(MUTANTS.map(({ breaks, ...place }) => [breaks, place] as const))('“%s” stands in its file once', (_, { file, from }) => {
  expect(readFileSync(join(ROOT, file), 'utf8').split(from)).toHaveLength(2)
})
