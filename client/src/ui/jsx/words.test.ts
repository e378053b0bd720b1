import { createElement, type ReactNode } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import { describe, expect, test } from 'vitest'
import { verbatim } from '../../i18n/verbatim.ts'
import { Fragment, jsx, jsxs } from './jsx-runtime.ts'

const html = (drawn: ReactNode): string => renderToStaticMarkup(drawn)
const icon = jsx('i', {})

describe('Words in JSX', () => {
  test('UI280 the only text of an element stays its text', () => {
    expect(html(jsx('p', { children: 'On screen' }))).toBe('<p>On screen</p>')
    expect(html(jsx('p', { children: 3 }))).toBe('<p>3</p>')
  })

  test('UI280 a text beside anything has an element of its own', () => {
    expect(html(jsxs('button', { children: [icon, 'Leave'] }))).toBe('<button><i></i><span>Leave</span></button>')
    expect(html(jsxs('p', { children: [[icon, 'Leave'], icon] }))).toBe('<p><i></i><span>Leave</span><i></i></p>')
    expect(html(jsx('p', { children: [5n, icon] }))).toBe('<p><span>5</span><i></i></p>')
  })

  test('UI280 texts that follow each other are one sentence; a condition between them takes no part', () => {
    expect(html(jsxs('p', { children: ['In all ', 3, false, ' times', icon, 'now'] }))).toBe('<p><span>In all 3 times</span><i></i><span>now</span></p>')
  })

  test('UI280 every other child keeps its place among its siblings', () => {
    const { props } = jsxs('p', { children: ['a', null, 'b', icon, ' ', 'c'] }) as { props: { children: ReactNode[] } }
    expect(props.children.map((child) => (child === icon ? 'icon' : typeof child === 'object' && child !== null ? 'words' : child)))
      .toEqual(['words', null, null, 'icon', 'words', null])
  })

  test('UI280 blanks between elements stay blanks', () => {
    expect(html(jsxs('p', { children: [icon, ' ', icon] }))).toBe('<p><i></i> <i></i></p>')
  })

  test('UI280 so does the text of a fragment, and what a component hands on', () => {
    expect(html(jsx('p', { children: jsx(Fragment, { children: 'Seen' }) }))).toBe('<p><span>Seen</span></p>')
    const Status = ({ children }: { children?: ReactNode }) => jsx('div', { role: 'status', children })
    expect(html(createElement(Status, null, 'Seen', icon))).toBe('<div role="status"><span>Seen</span><i></i></div>')
    expect(html(createElement(Status, null, 'Seen'))).toBe('<div role="status">Seen</div>')
  })

  test('UI281 a person’s words in a sentence are an element that keeps its direction and is not translated', () => {
    expect(html(jsx('h1', { children: `Session with ${verbatim('Mara')}` })))
      .toBe('<h1><span><span>Session with </span><bdi translate="no">Mara</bdi></span></h1>')
    expect(html(jsxs('p', { children: [icon, `${verbatim('Mara')} waits`] })))
      .toBe('<p><i></i><span><bdi translate="no">Mara</bdi><span> waits</span></span></p>')
  })

  test('UI281 an element that says so is a person’s words as a whole', () => {
    expect(html(jsx('p', { dir: 'auto', translate: 'no', children: `“${verbatim('Mara')}”` }))).toBe('<p dir="auto" translate="no">“Mara”</p>')
  })

  test('UI281 a name that is spoken carries no marks', () => {
    expect(html(jsx('video', { 'aria-label': `Picture of ${verbatim('Mara')}` }))).toBe('<video aria-label="Picture of Mara"></video>')
  })
})
