import { describe, expect, test } from 'vitest'
import { namedEpoch, nameEpoch, withholdCandidates } from './sdp.ts'

const HOST = 'candidate:1 1 udp 2122260223 192.0.2.1 50000 typ host'
const SDP = [
  'v=0', 's=-', 'a=group:BUNDLE 0 1', 'm=audio 9 RTP/SAVPF 111', 'a=mid:0', `a=${HOST}`, 'a=end-of-candidates',
  'm=video 9 RTP/SAVPF 96', `A=${HOST}`, 'a=remote-candidates:1 192.0.2.1 50000', `a=${HOST}`, 'a=mid:1', '',
]

describe('withholding candidates', () => {
  test.each(['\r\n', '\n', '\r'])('takes every one out, whatever ends the lines (%j)', (end) => {
    const { sdp } = withholdCandidates(SDP.join(end))
    expect(sdp).not.toMatch(/192\.0\.2\.1|candidate/i)
    expect(sdp).toContain('a=mid:0\r\nm=video')
  })
  test('gives them with the section they belong to', () => {
    expect(withholdCandidates(SDP.join('\r\n')).candidates).toEqual([
      { candidate: HOST, sdpMid: null, sdpMLineIndex: 0 },
      { candidate: HOST, sdpMid: null, sdpMLineIndex: 1 },
      { candidate: HOST, sdpMid: null, sdpMLineIndex: 1 },
    ])
  })
  test('leaves a description without any as it is', () => {
    const sdp = 'v=0\r\nm=audio 9 RTP/SAVPF 111\r\na=ice-ufrag:x\r\n'
    expect(withholdCandidates(sdp)).toEqual({ sdp, candidates: [] })
  })
})

describe('the epoch in an offer', () => {
  test('is written once, before the first section, and read again', () => {
    const sdp = nameEpoch(SDP.join('\r\n'), 41)
    expect(sdp).toContain('a=group:BUNDLE 0 1\r\na=x-fermata-epoch:41\r\nm=audio')
    expect(namedEpoch(sdp)).toBe(41)
  })
  test.each(['', 'a=x-fermata-epoch:', 'a=x-fermata-epoch:-1', 'a=x-fermata-epoch:4294967296', 'a=x-fermata-epoch:1.5'])(
    'is nothing in %j', (line) => expect(namedEpoch(`v=0\r\n${line}\r\nm=audio 9 x 1\r\n`)).toBeNull(),
  )
})
