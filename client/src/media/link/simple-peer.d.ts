/**
 * What we use of simple-peer 9.11.1, with the private fields the recovery needs. `@types/simple-peer` drags in the
 * types of Node and knows none of them.
 */
declare module 'simple-peer' {
  export type SignalData =
    | { type: 'offer' | 'answer'; sdp: string }
    | { type: 'candidate'; candidate: { candidate: string; sdpMid: string | null; sdpMLineIndex: number | null } }
    | { type: 'renegotiate' | 'transceiverRequest' }

  export interface SimplePeerOptions {
    initiator: boolean
    trickle: boolean
    /** Always given: the library's default names STUN servers of Google and Twilio. */
    config: RTCConfiguration
    channelConfig: RTCDataChannelInit
    /** Messages stay whole and text stays text; the default joins them to a stream of bytes. */
    objectMode: true
  }

  export default class SimplePeer {
    constructor(options: SimplePeerOptions)
    readonly destroyed: boolean
    readonly destroying: boolean
    signal(data: SignalData): void
    negotiate(): void
    destroy(error?: Error): void
    on(event: 'signal', listener: (data: SignalData) => void): this
    on(event: 'data', listener: (data: unknown) => void): this
    on(event: 'error', listener: (error: Error) => void): this
    on(event: 'close', listener: () => void): this
    removeAllListeners(): this
    /** Gone once destroyed. */
    _pc: RTCPeerConnection | null
    _channel: RTCDataChannel | null
    /** An offer is made or waits for its answer. */
    _isNegotiating: boolean
    /** Another offer follows as soon as this negotiation ends. */
    _queuedNegotiation: boolean
    _onIceStateChange(): void
  }
}
