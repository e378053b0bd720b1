export { expect } from 'vitest'
export type { Browser, BrowserContext, BrowserContextOptions, Page } from 'playwright-core'
