/**
 * Words stand alone in their element, however they are written in JSX (docs/decisions/0053).
 *
 * A page translator puts an element of its own in the place of a text node. React changes the only text of an element
 * through that element, so the new sentence shows and is translated again. Of a text beside other children React keeps
 * the node itself: it would go on to write into a node that has left the page, or fail to remove it. So every such text
 * is given an element here, before React hears of it.
 */
import type { ElementType, ReactElement, ReactNode } from 'react'
import { jsx, jsxs } from 'react/jsx-runtime'
import { pieces, unmarked } from '../../i18n/verbatim.ts'

export type Props = Readonly<Record<string, unknown>> & { readonly children?: ReactNode }

type Words = string | number | bigint
/** What an element makes of a sentence: a text of its own, or pieces. */
type Own = (sentence: string, key?: string) => string | ReactElement

const isWords = (child: ReactNode): child is Words => typeof child === 'string' || typeof child === 'number' || typeof child === 'bigint'
const isNothing = (child: ReactNode): boolean => child === null || child === undefined || typeof child === 'boolean'
const isList = (child: ReactNode): child is readonly ReactNode[] => Array.isArray(child)

/** The props of an element as React is given them. A component's stay: the element it hands its words on to has its turn. */
export function settled(type: ElementType, props: Props): Props {
  if (typeof type === 'function') return props
  const { children, 'aria-label': name } = props
  const isElement = typeof type === 'string'
  const own: Own = isElement && props['translate'] === 'no' ? unmarked : inPieces
  const now = isList(children) ? apart(children, own)
    : !isWords(children) ? children
    : isElement ? own(String(children)) : beside(String(children), own)
  // Speech has no direction.
  const spoken = typeof name === 'string' ? unmarked(name) : name
  return now === children && spoken === name ? props : { ...props, children: now, ...(spoken === name ? {} : { 'aria-label': spoken }) }
}

/** Words that follow each other are one sentence in one element; every other child keeps its place, and so its state. */
function apart(children: readonly ReactNode[], own: Own): readonly ReactNode[] {
  const now: ReactNode[] = []
  let sentence: { at: number; words: string } | null = null
  for (const child of children) {
    if (!isWords(child)) {
      if (!isNothing(child)) sentence = null
      now.push(isList(child) ? apart(child, own) : child)
      continue
    }
    sentence = sentence === null ? { at: now.length, words: String(child) } : { at: sentence.at, words: `${sentence.words}${child}` }
    now.push(null)
    now[sentence.at] = beside(sentence.words, own, `words ${sentence.at}`)
  }
  return now
}

/** No translator touches blanks, and in a row or a grid an element would be a place of its own. */
function beside(words: string, own: Own, key?: string): ReactNode {
  if (words.trim() === '') return words
  const drawn = own(words, key)
  return typeof drawn === 'string' ? jsx('span', { children: drawn }, key) : drawn
}

/** A sentence that carries people's words, in one element: theirs keep their direction, and translators pass them over. */
function inPieces(sentence: string, key?: string): string | ReactElement {
  const parts = pieces(sentence)
  if (parts.length === 1) return sentence
  const drawn = parts.map((part, at) => (at % 2 === 0 ? beside(part, unmarked) : jsx('bdi', { translate: 'no', children: part })))
  return jsxs('span', { children: drawn }, key)
}
