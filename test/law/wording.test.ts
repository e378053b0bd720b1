/** No wording of a licensed instrument stands anywhere in the tree; and the search would find one. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { ROOT } from './sources.ts'
import { found, tracesOf, wordsOf } from './wording.ts'

const known = new Set(JSON.parse(readFileSync(join(ROOT, 'test/law/licensed-wording.json'), 'utf8')) as string[])

/** Folders that hold nothing of ours, and the list of packages, whose hashes are letters without meaning. */
const NOT_OURS = /(^|\/)(node_modules|dist|generated|\.git|data|output|coverage)(\/|$)|^package-lock\.json$/
const TEXT = /(^|\/)(Caddyfile|Dockerfile|LICENSE|run|\.[a-z]+ignore)$|\.(ts|tsx|css|md|json|mjs|js|html|svg|yml|yaml|conf|sh|txt)$/

function filesBelow(folder: string): string[] {
  return readdirSync(join(ROOT, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = folder === '' ? entry.name : `${folder}/${entry.name}`
    if (NOT_OURS.test(path)) return []
    if (entry.isDirectory()) return filesBelow(path)
    return TEXT.test(path) ? [path] : []
  })
}

describe('licensed wording', () => {
  test('LW1 no run of words of a known item or title stands in any file', () => {
    const files = filesBelow('')
    expect(files.length).toBeGreaterThan(600)
    expect(files).toContain('client/messages/en/reflection.json')
    const quoted = files.flatMap((path) => found(readFileSync(join(ROOT, path), 'utf8'), known).map((words) => ({ path, words })))
    expect(quoted).toEqual([])
    // A million runs of words: seconds of work, on a machine that may have other work to do.
  }, 120_000)

  test('LW1 no file is named after one', () => {
    expect(filesBelow('').flatMap((path) => found(path, known))).toEqual([])
  })

  // Made up for this test, and in no instrument.
  const item = 'The kettle was warm enough for all of my neighbours’ tea'
  const title = 'Kettle Comfort Measure'
  const made = new Set([...tracesOf(item), ...tracesOf(title)])

  test('LW2 a run of five words is found whatever its case, accents and signs, and wherever the lines break', () => {
    for (const text of [
      'THE KETTLE WAS WARM ENOUGH', 'm_item: "thé kettle-was,\n * warm … Enough!"', `"a": "${item}"`, '(enough) for: all of My',
    ]) expect(found(text, made), text).not.toEqual([])
    expect(found('const name = "kettle_comfort measure"', made)).toEqual(['kettle comfort measure'])
  })

  test('LW2 fewer words, or others, are nobody’s', () => {
    expect(found('The kettle was warm, and enough for all of them.', made)).toEqual([])
    expect(found('A measure of comfort by the kettle', made)).toEqual([])
    expect(found('', made)).toEqual([])
  })

  test('LW2 the list holds traces and nothing that can be read', () => {
    expect(known.size).toBeGreaterThan(150)
    for (const trace of known) expect(trace).toMatch(/^[1-5]:[0-9a-f]{16}$/)
    expect(wordsOf('Don’t  stop – Über_uns')).toEqual(['dont', 'stop', 'uber', 'uns'])
  })
})
