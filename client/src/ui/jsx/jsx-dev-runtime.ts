/** The same for a build that is not shipped: tests compile JSX to this name. */
import type { Key, ElementType, ReactElement } from 'react'
import { jsx, jsxs } from './jsx-runtime.ts'
import type { Props } from './words.ts'

export { Fragment, type JSX } from './jsx-runtime.ts'

export const jsxDEV = (type: ElementType, props: Props, key: Key | undefined, isStatic: boolean): ReactElement =>
  (isStatic ? jsxs : jsx)(type, props, key)
