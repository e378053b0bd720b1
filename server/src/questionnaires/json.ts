/** JSON with the line of every part, so that a fault can be found in the file. Strict: no comments, no key twice. */
import { findNodeAtLocation, type Node, type ParseError, parseTree, printParseErrorCode } from 'jsonc-parser'

export type Parsed = { ok: true; value: unknown; lineOf: LineOf } | { ok: false; line: number; why: string }
/** The line (from 1) of a place; of the nearest part around it, where nothing stands there. */
type LineOf = (place: readonly (string | number)[]) => number

/** Reads a file's text; a byte order mark, which some editors write, is passed over. */
export function parseJson(written: string): Parsed {
  const text = written.replace(/^\uFEFF/, '')
  const errors: ParseError[] = []
  const root = parseTree(text, errors, { disallowComments: true, allowTrailingComma: false, allowEmptyContent: false })
  const line = (offset: number): number => text.slice(0, offset).split('\n').length
  const [error] = errors
  if (root === undefined || error !== undefined) {
    const what = error === undefined ? '' : ` (${printParseErrorCode(error.error)})`
    return { ok: false, line: line(error?.offset ?? 0), why: `it is not JSON${what}` }
  }
  const double = keyTwice(root)
  if (double !== null) return { ok: false, line: line(double.offset), why: `"${String(double.value)}" is there twice` }
  const lineOf: LineOf = (place) => {
    for (let length = place.length; length > 0; length--) {
      const node = findNodeAtLocation(root, place.slice(0, length))
      if (node !== undefined) return line(length === place.length ? (node.parent?.type === 'property' ? node.parent : node).offset : node.offset)
    }
    return line(root.offset)
  }
  // Read by the language itself: its values have no surprises such as a prototype.
  return { ok: true, value: JSON.parse(text) as unknown, lineOf }
}

/** The second of two keys of one name, wherever it stands. */
function keyTwice(node: Node): Node | null {
  const seen = new Set<unknown>()
  for (const child of node.children ?? []) {
    const [key] = child.type === 'property' ? (child.children ?? []) : []
    if (key !== undefined && seen.has(key.value)) return key
    if (key !== undefined) seen.add(key.value)
    const inside = keyTwice(child)
    if (inside !== null) return inside
  }
  return null
}
