/** What the documents say of the repository is so: files are there, links lead somewhere, rules are known. */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { commentsOf, filesIn, ROOT, written } from './sources.ts'

const read = (path: string) => ({ path, text: readFileSync(join(ROOT, path), 'utf8') })
const documents = [
  ...readdirSync(ROOT).filter((name) => name.endsWith('.md')),
  ...readdirSync(join(ROOT, 'docs'), { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.md')).map((name) => join('docs', name)),
].map(read)
/** Pictures may come later. */
const isPicture = (path: string) => path.endsWith('.png')

describe('the documents', () => {
  test('name only files that are there', () => {
    const named = documents.flatMap(({ path, text }) =>
      [...text.matchAll(/`((?:shared|server|client|test|scripts|docs|deploy)\/[\w./-]+)`/g)].map(([, file = '']) => ({ path, file })),
    )
    expect(named.filter(({ file }) => !existsSync(join(ROOT, file)))).toEqual([])
  })

  test('link to files and headings that are there', () => {
    const broken = documents.flatMap(({ path, text }) =>
      [...text.matchAll(/\]\((?!https?:)([^)#\s]*)(?:#([\w-]+))?\)/g)].flatMap(([, file = '', heading]) => {
        const target = file === '' ? path : join(dirname(path), file)
        if (isPicture(target)) return []
        if (!existsSync(join(ROOT, target))) return [`${path} → ${target}`]
        return heading === undefined || anchorsOf(target).includes(heading) ? [] : [`${path} → ${target}#${heading}`]
      }),
    )
    expect(broken).toEqual([])
  })

  test('stay short where they promise it', () => {
    const lines = (path: string) => read(path).text.split('\n').length - 1
    expect(lines('README.md')).toBeLessThanOrEqual(80)
    expect(lines('docs/ARCHITECTURE.md')).toBeLessThanOrEqual(120)
  })
})

/** Headings as GitHub names them, and anchors written out. */
function anchorsOf(path: string): string[] {
  if (!path.endsWith('.md')) return []
  const { text } = read(path)
  const headings = [...text.matchAll(/^#+ (.*)$/gm)].map(([, title = '']) => title.toLowerCase().replace(/[^\p{L}\p{N} _-]/gu, '').replaceAll(' ', '-'))
  return [...headings, ...[...text.matchAll(/<a id="([\w-]+)">/g)].map(([, id = '']) => id)]
}

describe('the rules', () => {
  const lines = [...read('docs/SPEC.md').text.matchAll(/^- \*\*([A-Z]{2}\d+)\*\* (.*)$/gm)].map(([, id = '', rule = '']) => ({ id, rule }))
  const rules = lines.map(({ id }) => id)
  const named = written.filter(({ path }) => path.endsWith('.test.ts')).flatMap(({ path, text }) =>
    [...text.matchAll(/['`]([A-Z]{2}\d+) /g)].map(([, id = '']) => ({ path, id })),
  )

  test('have one id each', () => {
    expect(rules.filter((id, index) => rules.indexOf(id) !== index)).toEqual([])
  })

  test('are known to whoever names one in the title of a test', () => {
    expect(named.filter(({ id }) => !rules.includes(id))).toEqual([])
  })

  test('are shown by a title, or name the file that shows them, or say that nothing does yet', () => {
    const shown = ({ id, rule }: { id: string; rule: string }) =>
      named.some((title) => title.id === id) || / → `[\w./-]+\.(test|contract)\.ts`$/.test(rule)
    const saysNot = ({ rule }: { rule: string }) => rule.endsWith(' – *not shown yet*')
    expect(lines.filter((line) => shown(line) === saysNot(line)).map(({ id }) => id)).toEqual([])
  })
})

describe('the comments', () => {
  const scripts = ['scripts', 'client/gallery', 'client/messages', 'test'].flatMap((folder) => filesIn(folder, /\.m?js$/))
  const comments = [...written, ...scripts, ...filesIn('client/src', /\.css$/)]
    .filter(({ path }) => !/^test\/(law|output)\//.test(path))
    .flatMap(({ path, text }) => commentsOf(text).map((comment) => ({ path, comment })))

  test('point at no notes that are not in the repository', () => {
    // A section sign stands after the name of a standard only.
    const elsewhere = /\bfacts(\/|:| §)|\(crypto\b|\b(DESIGN|CLINICAL)\b|(?<!\b(RFC \d+|mediacapture-main) )§/
    expect(comments.filter(({ comment }) => elsewhere.test(comment))).toEqual([])
  })

  test('name only documents and rules that are there', () => {
    const files = comments.flatMap(({ comment }) => comment.match(/\bdocs\/[\w./-]+\.md\b/g) ?? [])
    expect(files.filter((file) => !existsSync(join(ROOT, file)))).toEqual([])
    const spec = read('docs/SPEC.md').text
    const rules = comments.flatMap(({ comment }) => comment.match(/(?<=\()[A-Z]{2}\d+(, [A-Z]{2}\d+)*(?=\))/g) ?? []).flatMap((ids) => ids.split(', '))
    expect(rules.filter((id) => !spec.includes(`**${id}**`))).toEqual([])
  })
})
