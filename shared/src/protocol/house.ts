/** What whoever runs the server has set for all its pages. Nothing of a person; anybody may read it. */
import * as v from 'valibot'
import { Thresholds } from '../reflection/over-time/thresholds.ts'

/** A page over TLS, without a query. */
const PAGE = /https:\/\/[A-Za-z0-9.:[\]-]+(?:\/[A-Za-z0-9._~%/-]*)?/.source

/** Where *Leave quietly* may lead by the operator's wish. */
export const PageAddress = v.pipe(v.string(), v.maxLength(512), v.regex(new RegExp(`^${PAGE}$`)))

/** A page, or a telephone number to tap. */
const Href = v.pipe(
  v.string(), v.maxLength(512),
  v.regex(new RegExp(`^(?:${PAGE}|tel:\\+?[0-9-]{3,24})$`), 'href must be a page that begins with https:// or a number that begins with tel:'),
)

const text = (name: string, max: number) =>
  v.pipe(v.string(`${name} must be text`), v.trim(), v.minLength(1, `${name} is empty`), v.maxLength(max, `${name} is longer than ${max} letters`))

/** One place to turn to today, such as a crisis line of the region. `href`: what a tap opens, or `null`. */
export const HelpEntry = v.strictObject({
  name: text('name', 120), detail: v.pipe(v.string(), v.maxLength(300)), href: v.nullable(Href),
})
export type HelpEntry = v.InferOutput<typeof HelpEntry>

/** Empty: not filled in yet, which the desk keeps saying. */
export const HelpEntries = v.pipe(v.array(HelpEntry), v.maxLength(12, 'at most 12 places fit'))

/** Where *Leave quietly* leads: nowhere, since it is switched off; to a plain page of ours; or to an address of the operator's. */
export const QuietWay = v.variant('way', [
  v.strictObject({ way: v.literal('off') }),
  v.strictObject({ way: v.literal('plainPage') }),
  v.strictObject({ way: v.literal('address'), address: PageAddress }),
])
export type QuietWay = v.InferOutput<typeof QuietWay>

/** Names one wording of what may be kept; another wording needs another name, and the client is asked again. */
export const ConsentVersion = v.pipe(v.string('version must be text'), v.minLength(1, 'version is empty'), v.maxLength(40, 'version is longer than 40 letters'))

/** The operator's own wording of what may be kept of a session, in plain words. */
export const ConsentText = v.strictObject({ version: ConsentVersion, text: text('text', 2_000) })
export type ConsentText = v.InferOutput<typeof ConsentText>

/** `consent`: `null` where our own wording stands. `prompts`: when something is said of an answer. */
export const House = v.strictObject({ help: HelpEntries, quietWay: QuietWay, consent: v.nullable(ConsentText), prompts: Thresholds })
export type House = v.InferOutput<typeof House>
