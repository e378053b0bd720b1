/**
 * The forms in which a client's link, or a set-up link, reaches a page. Mail programs add a full stop, break lines and write `#` as `%23`;
 * chat programs append parameters; people paste the sentence around it. The letters of the secret are read out of all
 * of these, and its check bytes say whether they are whole.
 */
import * as v from 'valibot'
import { RoomId } from './ids.ts'

/** Secret and check bytes are 36 bytes, which are 48 letters; the version is one more. */
export const FRAGMENT_LETTERS = 49

/** A set-up link's token is 32 bytes. */
const TOKEN_LETTERS = 43

/** What a browser's address says of a client's link. */
export type LinkAddress =
  /** It names no room: nothing can be opened by it. */
  | { copy: 'noRoom' }
  /**
   * The secret stands before the `#`, where browsers send it to the server and keep it in their history. This copy is
   * not used, whether it is whole or not.
   */
  | { copy: 'exposed'; room: RoomId }
  /** `fragment` is empty after a reload, and as long as it came otherwise. */
  | { copy: 'usable'; room: RoomId; fragment: string }

/** From here on a run of letters in a path or a query is taken for a part of a secret. */
const PART_OF_A_SECRET = 20

const ROOM_LETTERS = 22

/** The parts of a page's address, as browsers have them. */
interface PageAddress {
  pathname: string
  search: string
  hash: string
}

/** Reads the page's own address, which begins with `/r/`. */
export function readAddress({ pathname, search, hash }: PageAddress): LinkAddress {
  const rest = decoded(pathname.slice('/r/'.length))
  const room = v.safeParse(RoomId, rest.slice(0, ROOM_LETTERS))
  if (!room.success) return { copy: 'noRoom' }
  const isExposed = [rest.slice(ROOM_LETTERS), decoded(search)].some((text) => longestRun(text) >= PART_OF_A_SECRET)
  return isExposed ? { copy: 'exposed', room: room.output } : { copy: 'usable', room: room.output, fragment: lettersOf(hash) }
}

export interface PastedLink {
  room: RoomId
  fragment: string
}

/** The first link in a text somebody pasted; `null` when there is none, or only a part of one. */
export function findLink(text: string): PastedLink | null {
  const [, name, rest = ''] = /\/r\/([\w-]{22})[^#]*#([^]*)/.exec(unbroken(decoded(text))) ?? []
  const room = v.safeParse(RoomId, name)
  const fragment = lettersOf(rest)
  return room.success && fragment.length === FRAGMENT_LETTERS ? { room: room.output, fragment } : null
}

/**
 * The letters of a secret as they stand in a fragment, without what came before, between and after them; at most as
 * many as a whole one has. They may be fewer, and they may be wrong.
 */
export function lettersOf(fragment: string, most = FRAGMENT_LETTERS): string {
  return /[\w-]+/.exec(unbroken(decoded(fragment)))?.[0].slice(0, most) ?? ''
}

/** The letters of a set-up link's token, as they stand in the fragment of its address. */
export const tokenOf = (fragment: string): string => lettersOf(fragment, TOKEN_LETTERS)

/** The token of the first set-up link in a text somebody pasted, or the token alone; `null` when there is none, or a part of one. */
export function findToken(text: string): string | null {
  const [, rest = text] = /\/setup#([^]*)/.exec(unbroken(decoded(text))) ?? []
  const token = tokenOf(rest)
  return token.length === TOKEN_LETTERS ? token : null
}

/** Without line breaks, the signs that programs set beside them (`=` in mail, `>` in an answer), and signs nobody sees. */
const unbroken = (text: string): string => text.replace(/=?\s+(?:>\s*)*|[\u00AD\u200B-\u200F\u2060-\u2064\uFEFF]/gu, '')

/** With `%20` and its like as what they stand for, once or twice; what is no such code stays. */
function decoded(text: string): string {
  const once = text.replace(/(?:%[\da-f]{2})+/giu, (codes) => {
    try {
      return decodeURIComponent(codes)
    } catch {
      return codes
    }
  })
  return once === text || !once.includes('%') ? once : decoded(once)
}

const longestRun = (text: string): number => Math.max(0, ...(text.match(/[\w-]+/g) ?? []).map((run) => run.length))
