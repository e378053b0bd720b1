/** What a page's own connections tell of the way that media takes. */
import type { BrowserContext, Page } from 'playwright-core'

/** Remembers every connection that pages of this browser open from now on. */
export async function watchPeers(context: BrowserContext): Promise<void> {
  await context.addInitScript(() => {
    const peers: RTCPeerConnection[] = []
    const Native = RTCPeerConnection
    const Watched = class extends Native {
      constructor(configuration?: RTCConfiguration) {
        super(configuration)
        peers.push(this)
      }
    }
    Object.assign(globalThis, { peers, RTCPeerConnection: Watched })
  })
}

export interface Way {
  /** Kinds of the two ends in use now: `host`, `srflx`, `prflx` or `relay`. */
  local: string
  remote: string
  /** Kinds of every address of the other side that this page was ever told. */
  told: string[]
}

/** The way in use; waits until there is one. A page's check of the relay, long closed, does not count. */
export async function wayOf(page: Page): Promise<Way> {
  const way = await page.waitForFunction(async () => {
    const { peers } = globalThis as unknown as { peers: RTCPeerConnection[] }
    const live = peers.filter(({ connectionState }) => connectionState === 'connected').at(-1)
    if (live === undefined) return null
    const report = [...(await live.getStats()).values()] as Record<string, string>[]
    const transport = report.find(({ type }) => type === 'transport')
    const pair = report.find(({ id }) => id === transport?.['selectedCandidatePairId'])
    const kind = (id: string | undefined) => report.find((each) => each['id'] === id)?.['candidateType'] ?? ''
    if (pair === undefined) return null
    const told = report.filter(({ type }) => type === 'remote-candidate').map((each) => each['candidateType'] ?? '')
    return { local: kind(pair['localCandidateId']), remote: kind(pair['remoteCandidateId']), told: [...new Set(told)] }
  })
  return (await way.jsonValue()) as Way
}

/** Of a prepared answer: whether it is trying anything, and the other side's addresses it was told. */
export async function preparedSilence(page: Page): Promise<{ ice: RTCIceConnectionState; told: string[] }> {
  const found = await page.waitForFunction(async () => {
    const { peers } = globalThis as unknown as { peers: RTCPeerConnection[] }
    const prepared = peers.find(({ localDescription }) => localDescription?.type === 'answer')
    if (prepared === undefined) return null
    const report = [...(await prepared.getStats()).values()] as Record<string, string>[]
    const told = report.filter(({ type }) => type === 'remote-candidate').map((each) => each['address'] ?? '')
    return { ice: prepared.iceConnectionState, told }
  })
  return (await found.jsonValue()) as { ice: RTCIceConnectionState; told: string[] }
}
