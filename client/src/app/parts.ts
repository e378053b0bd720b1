/** What the pages are given by `main`: controllers and the few things of the browser that they name. */
import type { Clock } from '@fermata/shared/clock'
import type { House } from '@fermata/shared/protocol'
import type { Eyes } from '../check-in/cues.ts'
import type { PastedLink } from '@fermata/shared/link-text'
import type { Abilities } from '../lib/abilities.ts'
import type { StorageState, TabKeep } from '../lib/keep.ts'
import type { Observable } from '../lib/observable.ts'
import type { Ring } from '../media/ring.ts'
import type { WakeLocks } from '../ui/awake.ts'
import type { SmallWindows } from '../ui/small-window.ts'
import type { ScreenSource } from '../media/screen.ts'
import type { OwnMedia } from '../media/own-media.ts'

export interface PageParts {
  media: OwnMedia
  /** Whether what is kept survives a reload. */
  storage: Observable<StorageState>
  tab: TabKeep
  clock: Clock
  eyes: Eyes
  /** The desk's ring; made at its first use, since only a desk has one. */
  ring: () => Ring
  /** A short tone from the named loudspeaker; `''`: the system's. Resolves when it is over. */
  playTestSound: (speaker: string) => Promise<void>
  /** What the operator has set; empty until it is known. */
  house: Observable<House>
  /** One soft tone, for headphones. */
  playTone: (speaker: string) => void
  /** One short vibration; `null` where the device has none. */
  vibrate: (() => void) | null
  /** Small windows on top of others; `null` where the browser has none. */
  windows: SmallWindows | null
  /** `undefined` where the browser lets no page keep the screen on. */
  wakeLocks: WakeLocks | undefined
  /** Asks what of the screen to show; `null` where the browser cannot. */
  screens: ScreenSource | null
  /** Whether this browser may use a device without asking; `unknown` where it does not say. */
  permission: Abilities['permission']
  userAgent: string
  /** Scheme, host and port of this page. */
  origin: string
  /** Goes to a client's link that was pasted into a page. */
  openLink: (link: PastedLink) => void
  /** Puts text on the clipboard; `false` where the browser does not let it. */
  copy: (text: string) => Promise<boolean>
  print: () => void
  /** Hands a file made in this page to the browser's own saving. */
  save: (name: string, file: Blob) => void
}

export const hostOf = (origin: string): string => new URL(origin).host

/** Whether an address opens on this computer only. */
export const isLocalHost = (origin: string): boolean => /^(localhost|127\.|\[::1\])/.test(hostOf(origin))
