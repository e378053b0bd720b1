import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { KEPT_FOR, setAside } from '../../scripts/web/keep.mjs'

let web: string
beforeEach(async () => {
  web = await mkdtemp(join(tmpdir(), 'fermata-web-'))
})
afterEach(() => rm(web, { recursive: true }))

/** One build at a time: it empties the folder and writes its own files. */
async function build(now: number, ...files: string[]): Promise<string[]> {
  const bringBack = await setAside(web, now)
  await rm(web, { recursive: true })
  await mkdir(join(web, 'assets'), { recursive: true })
  for (const file of files) await writeFile(join(web, 'assets', file), `of ${now}`)
  await bringBack()
  return (await readdir(join(web, 'assets'))).sort()
}

test('HT30 files of the build before stay for two days after they were replaced, and no longer', async () => {
  expect(await build(0, 'a-1.js', 'b-1.js')).toEqual(['a-1.js', 'b-1.js'])
  expect(await build(10, 'a-2.js', 'b-1.js')).toEqual(['a-1.js', 'a-2.js', 'b-1.js'])
  expect(await readFile(join(web, 'assets/b-1.js'), 'utf8')).toBe('of 10')
  // Replaced at 10, whatever is built in between.
  expect(await build(KEPT_FOR, 'a-3.js', 'b-1.js')).toEqual(['a-1.js', 'a-2.js', 'a-3.js', 'b-1.js'])
  expect(await build(10 + KEPT_FOR, 'a-3.js', 'b-1.js')).toEqual(['a-2.js', 'a-3.js', 'b-1.js'])
})
