/** The certificate of this tab, and the one the other side really used. */
import { fromHexPairs, hashCertificate, soleFingerprint } from './fingerprint.ts'

export interface OwnCertificate {
  certificate: RTCCertificate
  /** SHA-256, base64url. */
  sha256: string
}

/** Quick to make and to verify; every browser that has WebRTC makes it (RFC 8827 §6.5). */
const ALGORITHM: EcKeyGenParams = { name: 'ECDSA', namedCurve: 'P-256' }

/** A fresh ECDSA P-256 certificate: one for the life of a link, so that its word for it stays true through rebuilds. */
export async function makeCertificate(): Promise<OwnCertificate> {
  const certificate = await RTCPeerConnection.generateCertificate(ALGORITHM)
  return { certificate, sha256: named(certificate) ?? (await offered(certificate)) }
}

function named(certificate: RTCCertificate): string | null {
  const prints = typeof certificate.getFingerprints === 'function' ? certificate.getFingerprints() : []
  const value = prints.find((print) => print.algorithm?.toLowerCase() === 'sha-256')?.value
  return value === undefined ? null : fromHexPairs(value)
}

/** For browsers that have no `getFingerprints`: what a description made with it says. */
async function offered(certificate: RTCCertificate): Promise<string> {
  const pc = new RTCPeerConnection({ iceServers: [], certificates: [certificate] })
  try {
    pc.createDataChannel('')
    const sha256 = soleFingerprint((await pc.createOffer()).sdp ?? '')
    if (sha256 === null) throw new Error('this browser names no certificate by SHA-256')
    return sha256
  } finally {
    pc.close()
  }
}

/**
 * SHA-256 of the certificate the other side proved to hold. `null` where the browser does not tell (no
 * `getRemoteCertificates`, no statistic): then its own check against the description stands alone (RFC 8827 §5).
 */
export async function provenCertificate(pc: RTCPeerConnection): Promise<string | null> {
  const transport = pc.sctp?.transport ?? pc.getReceivers()[0]?.transport
  const certificate = typeof transport?.getRemoteCertificates === 'function' ? transport.getRemoteCertificates()[0] : undefined
  if (certificate !== undefined) return hashCertificate(certificate)
  const reports = [...(await pc.getStats()).values()] as (RTCStats & Record<string, unknown>)[]
  const id = reports.find((report) => typeof report['remoteCertificateId'] === 'string')?.['remoteCertificateId']
  const remote = reports.find((report) => report.id === id)
  const fingerprint = remote?.['fingerprint']
  return typeof fingerprint === 'string' && remote?.['fingerprintAlgorithm'] === 'sha-256' ? fromHexPairs(fingerprint) : null
}
