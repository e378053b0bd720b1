/** The project's own source, as text: what the law is held against. */
import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'

export const ROOT = fileURLToPath(new URL('../..', import.meta.url))

export interface Source {
  /** From the root, with forward slashes. */
  path: string
  text: string
}

/** Every file below a folder whose name ends like this; nothing generated. */
export function filesIn(folder: string, ending: RegExp): Source[] {
  return readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
    .map((name) => join(folder, name))
    .filter((path) => ending.test(path) && !/(^|\/)(node_modules|dist|generated)\//.test(path))
    .sort()
    .map((path) => ({ path, text: readFileSync(join(ROOT, path), 'utf8') }))
}

const WORKSPACES = ['shared', 'server', 'client']

/** Everything that is shipped or drawn: no tests, contracts, fixtures, fakes. */
export const shipped: readonly Source[] = WORKSPACES.flatMap((name) => filesIn(`${name}/src`, /\.tsx?$/)).filter(
  ({ path }) => !isForTests(path),
)

/** All TypeScript, tests included. */
export const written: readonly Source[] = [...WORKSPACES.map((name) => `${name}/src`), 'test'].flatMap((folder) =>
  filesIn(folder, /\.tsx?$/),
)

export function isForTests(path: string): boolean {
  return /\.(test|contract)\.tsx?$|\/(testing|contract)\/|\/fake-[^/]*$/.test(path)
}

const STATEMENT = /^(?:import|export)\s+(?:type\s+)?(?:[\w$]+\s*,?\s*)?(?:\{[^}]*\}|\*(?:\s+as\s+[\w$]+)?)?\s*from\s+'([^']+)'/gm
const BARE = /^import\s+'([^']+)'/gm
const DYNAMIC = /\bimport\('([^']+)'\)/g

/** What a file imports: files of ours from the root (`client/src/main.tsx`), packages by their name (`react`). */
export function importsOf({ path, text }: Source): string[] {
  return [STATEMENT, BARE, DYNAMIC]
    .flatMap((form) => [...text.matchAll(form)].flatMap(([, target]) => (target === undefined ? [] : [target])))
    .map((target) => (target.startsWith('.') ? relative(ROOT, join(ROOT, dirname(path), target)) : target))
}

const BLOCK = /\/\*[\s\S]*?\*\//g
const LINE = /(^|[\s,;{}()])\/\/.*$/gm

/** Code without its comments: words in prose are no code. */
export const withoutComments = (text: string): string => text.replace(BLOCK, '').replace(LINE, '$1')

/** The comments alone, each on one line. */
export const commentsOf = (text: string): string[] =>
  [...(text.match(BLOCK) ?? []), ...(text.replace(BLOCK, '').match(LINE) ?? [])].map((comment) => comment.replace(/\s+(\* )?/g, ' '))

/** Code without its sentences: titles of tests, words for people. */
export const withoutStrings = (text: string): string => text.replace(/'(?:[^'\\\n]|\\.)*'|`(?:[^`\\]|\\.)*`/g, "''")
