import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'

const src = fileURLToPath(new URL('../..', import.meta.url))
const read = (path: string) => readFileSync(join(src, path), 'utf8')
const files = readdirSync(src, { recursive: true, encoding: 'utf8' })
const sheets = files.filter((file) => file.endsWith('.css'))
const components = files.filter((file) => file.endsWith('.tsx'))
const withoutComments = (css: string) => css.replace(/\/\*[^]*?\*\//g, '')
const all = (text: string, pattern: RegExp) => [...text.matchAll(pattern)].map((match) => match[1] ?? '')

describe('style sheets', () => {
  test('every var() in use is defined', () => {
    const defined = new Set(sheets.flatMap((sheet) => all(read(sheet), /(--[\w-]+)\s*:/g)))
    const used = [...sheets, ...components].flatMap((file) => all(read(file), /var\((--[\w-]+)/g))
    expect(used.filter((name) => !defined.has(name))).toEqual([])
  })

  test('every class a component names exists in the sheets it imports, and none is left over', () => {
    const named = new Map<string, Set<string>>()
    for (const file of components) {
      const code = read(file)
      // One component may dress in two sheets; each is known by the name it is imported under.
      for (const [, local = '', sheet = ''] of code.matchAll(/import (\w+) from '(\.[^']+\.module\.css)'/g)) {
        const path = join(dirname(file), sheet)
        const names = named.get(path) ?? new Set<string>()
        for (const name of all(code, new RegExp(`\\b${local}\\['([^']+)'\\]`, 'g'))) names.add(name)
        // css[look], css[light], css[size]: the names come from a union of literals in the same file.
        if (new RegExp(`\\b${local}\\[[a-z]`).test(code)) for (const name of all(code, /'([a-z]\w*)'/g)) names.add(`?${name}`)
        named.set(path, names)
      }
    }
    for (const [path, names] of named) {
      const classes = new Set(all(withoutComments(read(path)), /\.([a-zA-Z][\w-]*)/g))
      const missing = [...names].filter((name) => !name.startsWith('?') && !classes.has(name))
      const unused = [...classes].filter((name) => !names.has(name) && !names.has(`?${name}`))
      expect({ path, missing, unused }).toEqual({ path, missing: [], unused: [] })
    }
  })

  test('directions are logical, so that the whole page mirrors', () => {
    const physical = /(?<![\w-])(?:(?:margin|padding|border)-(?:left|right|top|bottom)|left|right|top|bottom|width|height)\s*:/g
    const found = sheets.flatMap((sheet) => {
      const declarations = withoutComments(read(sheet)).replace(/@media[^{]*\{/g, '{')
      return (declarations.match(physical) ?? []).map((property) => `${sheet} ${property}`)
    })
    expect(found).toEqual([])
  })
})
