/** What JSX is compiled to: React's own elements, with every text in a place of its own (see words.ts). */
import type { Component, ExoticComponent, Key, ElementType, JSX as ReactJSX, ReactElement, ReactPortal } from 'react'
import { jsx as reactJsx, jsxs as reactJsxs } from 'react/jsx-runtime'
import { type Props, settled } from './words.ts'

export { Fragment } from 'react/jsx-runtime'

type Type = ElementType

export const jsx = (type: Type, props: Props, key?: Key): ReactElement => reactJsx(type, settled(type, props), key)
export const jsxs = (type: Type, props: Props, key?: Key): ReactElement => reactJsxs(type, settled(type, props), key)

/** A component returns elements. Words that it returned would stand beside others where nobody sees it. */
type Drawn = ReactElement | ReactPortal | null | undefined | false | readonly Drawn[]

export declare namespace JSX {
  type ElementType = keyof ReactJSX.IntrinsicElements | ((props: never) => Drawn) | (new (props: never) => Component) | ExoticComponent<never>
  type Element = ReactJSX.Element
  type ElementClass = ReactJSX.ElementClass
  type ElementAttributesProperty = ReactJSX.ElementAttributesProperty
  type ElementChildrenAttribute = ReactJSX.ElementChildrenAttribute
  type LibraryManagedAttributes<C, P> = ReactJSX.LibraryManagedAttributes<C, P>
  type IntrinsicAttributes = ReactJSX.IntrinsicAttributes
  type IntrinsicClassAttributes<T> = ReactJSX.IntrinsicClassAttributes<T>
  type IntrinsicElements = ReactJSX.IntrinsicElements
}
