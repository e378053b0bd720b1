import type { BrowserContext } from 'playwright-core'

/** Every address this browser names for itself in a knock is 127.0.0.1 at `port`: a trap for packets. */
export async function namePort(context: BrowserContext, port: number): Promise<void> {
  await context.addInitScript((trap) => {
    const own = Object.getOwnPropertyDescriptor(RTCPeerConnection.prototype, 'onicecandidate')
    Object.defineProperty(RTCPeerConnection.prototype, 'onicecandidate', {
      ...own,
      set(listener: ((event: unknown) => void) | null) {
        const named = (event: RTCPeerConnectionIceEvent) => {
          const { candidate } = event
          if (candidate === null || candidate.candidate === '') return listener?.(event)
          const words = candidate.candidate.split(' ')
          // foundation component udp priority ADDRESS PORT typ host …
          words[2] = 'udp'
          words[4] = '127.0.0.1'
          words[5] = String(trap)
          const text = words.filter((word, i) => word !== 'tcptype' && words[i - 1] !== 'tcptype').join(' ')
          const { sdpMid, sdpMLineIndex } = candidate
          listener?.({ candidate: { candidate: text, sdpMid, sdpMLineIndex, toJSON: () => ({ candidate: text, sdpMid, sdpMLineIndex }) } })
        }
        own?.set?.call(this, listener === null ? null : named)
      },
    })
  }, port)
}
