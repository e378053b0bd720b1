/**
 * What this browser lets a page do at this address: asked for once, in this place, before anything is built on it. People
 * switch abilities off, companies block them, browsers inside other apps never had them; reading one may even throw.
 */

/**
 * Whether the app can run at all. `insecure`: no cryptography, because the address is neither https nor localhost.
 * `noCalls`: WebRTC is switched off or not there, so that nobody could be seen or heard.
 */
export type PageAbility = 'able' | 'insecure' | 'noCalls'

export interface Abilities {
  page: PageAbility
  /** Camera and microphone; `undefined` inside many other apps. */
  mediaDevices: MediaDevices | undefined
  /** Without it two tabs of one browser are not told apart. */
  locks: LockManager | undefined
  wakeLock: WakeLock | undefined
  /** Text of this tab that survives a reload; `null` where the browser keeps nothing for a page. */
  tabStorage: Storage | null
  /** One short vibration, on devices that are held in a hand; `null` elsewhere. */
  vibrate: (() => void) | null
  /** Whether a device may be used without asking; `unknown` where the browser does not say. */
  permission(kind: 'camera' | 'microphone'): Promise<PermissionState | 'unknown'>
  userAgent: string
  /** Puts text on the clipboard; `false` where the browser does not let it. */
  copy(text: string): Promise<boolean>
}

export function abilitiesOf(page: Window & typeof globalThis): Abilities {
  const { navigator } = page
  return {
    page: pageAbility(page),
    mediaDevices: navigator.mediaDevices,
    locks: navigator.locks,
    wakeLock: navigator.wakeLock,
    tabStorage: usable(() => page.sessionStorage),
    vibrate: 'vibrate' in navigator && page.matchMedia('(pointer: coarse)').matches ? () => void navigator.vibrate(40) : null,
    permission: async (kind) => {
      try {
        return (await navigator.permissions.query({ name: kind })).state
      } catch {
        return 'unknown'
      }
    },
    userAgent: navigator.userAgent,
    copy: async (text) => {
      try {
        await navigator.clipboard.writeText(text)
        return true
      } catch {
        // Refused, or there is no clipboard at all.
        return false
      }
    },
  }
}

function pageAbility(page: Window & typeof globalThis): PageAbility {
  if (!page.isSecureContext || page.crypto.subtle === undefined) return 'insecure'
  return typeof page.RTCPeerConnection?.generateCertificate === 'function' ? 'able' : 'noCalls'
}

const TRIAL = 'fermata.trial'

/** Blocked storage throws as soon as it is read; a full or forbidden one when it is written. */
function usable(storage: () => Storage): Storage | null {
  try {
    const there = storage()
    there.setItem(TRIAL, '')
    there.removeItem(TRIAL)
    return there
  } catch {
    return null
  }
}

/** What sound is made and measured with; `null` where a browser has none, or no more of them. */
export function audioContext(): AudioContext | null {
  try {
    return new AudioContext()
  } catch {
    return null
  }
}
