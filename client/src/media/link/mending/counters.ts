/** What matters of a browser's statistics (W3C webrtc-stats), under our own names. */
import type { Counters } from '../../port.ts'

type Report = RTCStats & Record<string, unknown>

const number = (report: Report | undefined, name: string): number | null => {
  const value = report?.[name]
  return typeof value === 'number' ? value : null
}

/** `peer`: what tells this peer from the next. */
export function countersOf(stats: Iterable<RTCStats>, peer: string): Counters {
  const reports = [...stats] as Report[]
  const of = (type: string) => reports.filter((report) => report.type === type)
  const sound = of('inbound-rtp').find(({ kind }) => kind === 'audio')
  const pair = selectedPair(reports)
  const trip = number(pair, 'currentRoundTripTime')
  // Silence that a muted microphone leaves is made up as well, and nobody misses it.
  const silent = number(sound, 'silentConcealedSamples') ?? 0
  return {
    peer,
    samples: number(sound, 'totalSamplesReceived') ?? 0,
    concealed: (number(sound, 'concealedSamples') ?? 0) - silent,
    soundSent: number(of('outbound-rtp').find(({ kind }) => kind === 'audio'), 'packetsSent'),
    roundTrip: trip === null ? null : trip * 1_000,
    lost: worst(of('remote-inbound-rtp')),
    room: number(pair, 'availableOutgoingBitrate'),
  }
}

/** Chromium names the pair in the transport; Firefox marks it. */
function selectedPair(reports: readonly Report[]): Report | undefined {
  const chosen = reports.find(({ type }) => type === 'transport')?.['selectedCandidatePairId']
  return reports.find(({ id, type, selected }) => type === 'candidate-pair' && (id === chosen || selected === true))
}

/** Of sound and picture the newest report, and of equally new ones the worse. */
function worst(reports: readonly Report[]): Counters['lost'] {
  const told = reports.flatMap((report) => {
    const share = number(report, 'fractionLost')
    return share === null ? [] : [{ share, at: report.timestamp }]
  })
  return told.toSorted((a, b) => b.at - a.at || b.share - a.share)[0] ?? null
}
