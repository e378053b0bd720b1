/**
 * A page translator as browsers have them: it puts every text of a page into elements of its own, and again whatever
 * appears or changes. Inputs, lists to choose from and what says translate="no" it leaves alone.
 */
import type { BrowserContext, Page } from 'playwright-core'

/** `letters`: every vowel is another one. `marks`: a mark that nobody sees, so that a test finds the words it knows. */
type Language = 'letters' | 'marks'

interface Order {
  language: Language
  mark: string
}

const VOWELS = /[aeiou]/g
const MARK = '\u200B'

/** What the translator makes of a sentence of ours, in letters. */
export const translated = (sentence: string): string => sentence.replace(VOWELS, 'ü')

/** Runs inside the page, and knows nothing outside of itself. */
function translate({ language, mark }: Order): void {
  const LEFT_ALONE = 'script, style, textarea, input, option, title, font, [translate="no"], .notranslate'
  const done = new WeakSet<Node>()
  const put = (words: string): string =>
    language === 'letters' ? words.replace(/[aeiou]/g, 'ü') : words.replace(/[aeiou]/g, (vowel) => `${vowel}${mark}`)
  const wrap = (text: Text): void => {
    const { parentElement } = text
    if (parentElement === null || done.has(text) || text.data.trim() === '') return
    if (parentElement.closest(LEFT_ALONE) !== null && parentElement.closest('[translate]')?.getAttribute('translate') !== 'yes') return
    const [outer, inner] = [document.createElement('font'), document.createElement('font')]
    inner.textContent = put(text.data)
    for (const own of inner.childNodes) done.add(own)
    outer.append(inner)
    text.replaceWith(outer)
  }
  const wrapAll = (root: Node): void => {
    const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT)
    const found: Text[] = []
    while (walker.nextNode() !== null) found.push(walker.currentNode as Text)
    for (const text of found) wrap(text)
  }
  const start = (): void => {
    wrapAll(document.body)
    document.documentElement.classList.add('translated-ltr')
    new MutationObserver((changes) => {
      for (const { type, target, addedNodes } of changes) {
        if (type === 'characterData') wrap(target as Text)
        for (const node of addedNodes) {
          if (node.nodeType === Node.TEXT_NODE) wrap(node as Text)
          else wrapAll(node)
        }
      }
    }).observe(document.body, { subtree: true, childList: true, characterData: true })
  }
  if (document.readyState === 'loading') addEventListener('DOMContentLoaded', start)
  else start()
}

/** Turns it on in a page that stands already. */
export const turnOnTranslator = (page: Page): Promise<void> => page.evaluate<void, Order>(translate, { language: 'letters', mark: MARK })

/** Every page of this browser is translated from its first moment on, with words that a test finds. */
export async function alwaysTranslate(context: BrowserContext): Promise<void> {
  await context.addInitScript<Order>(translate, { language: 'marks', mark: MARK })
}

/** Texts beside other things that React keeps a hold of: it would lose them to a translator. Blanks do not count. */
export const heldByReact = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
    const held: string[] = []
    while (walker.nextNode() !== null) {
      const { currentNode: text } = walker
      if ((text.nodeValue ?? '').trim() !== '' && Object.keys(text).some((key) => key.startsWith('__react'))) held.push(text.nodeValue ?? '')
    }
    return held
  })
