/** How to turn a blocked camera on again, per browser. The signs named are where each browser keeps them. */
import { m } from '../../i18n/messages.ts'

export const BROWSERS = ['chrome', 'edge', 'firefox', 'safari', 'ios', 'android'] as const
export type BrowserName = (typeof BROWSERS)[number]

interface Guide {
  name(): string
  title(): string
  steps: readonly (() => string)[]
  /** Where the browser's own question stands, and the words on the button that allows it. */
  question: { where: 'top' | 'middle'; allow(): string }
}

const AT_THE_TOP = { where: 'top', allow: m.asking_allow } as const
const IN_THE_MIDDLE = { where: 'middle', allow: m.asking_allow } as const

export const GUIDES: Record<BrowserName, Guide> = {
  chrome: { name: m.browser_chrome, title: m.steps_in_chrome, steps: [m.steps_chrome_1, m.steps_chrome_2], question: { where: 'top', allow: m.asking_allow_visiting } },
  edge: { name: m.browser_edge, title: m.steps_in_edge, steps: [m.steps_edge_1, m.steps_edge_2], question: AT_THE_TOP },
  firefox: {
    name: m.browser_firefox,
    title: m.steps_in_firefox,
    steps: [m.steps_firefox_1, m.steps_firefox_2, m.steps_firefox_3],
    question: AT_THE_TOP,
  },
  safari: { name: m.browser_safari, title: m.steps_in_safari, steps: [m.steps_safari_1, m.steps_safari_2], question: AT_THE_TOP },
  ios: { name: m.browser_ios, title: m.steps_in_ios, steps: [m.steps_ios_1, m.steps_ios_2, m.steps_ios_3], question: IN_THE_MIDDLE },
  android: {
    name: m.browser_android,
    title: m.steps_in_android,
    steps: [m.steps_android_1, m.steps_android_2, m.steps_android_3],
    question: { where: 'middle', allow: m.asking_allow_visiting },
  },
}

/** Which of them this most likely is. A guess for a help text; the others stay one tap away. */
export function browserOf(userAgent: string): BrowserName {
  // An iPad asks for desktop pages as a Mac; its touch is not in the string, so it reads the Mac's steps first.
  if (/iPhone|iPad|iPod/.test(userAgent)) return 'ios'
  if (/Android/.test(userAgent)) return 'android'
  if (/Firefox\//.test(userAgent)) return 'firefox'
  if (/Edg\//.test(userAgent)) return 'edge'
  if (/Chrome\/|Chromium\//.test(userAgent)) return 'chrome'
  return /Safari\//.test(userAgent) ? 'safari' : 'chrome'
}

/** The steps for this browser, in order. */
export const permissionSteps = (userAgent: string): string[] =>
  GUIDES[browserOf(userAgent)].steps.map((step) => step())
