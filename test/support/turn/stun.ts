/** STUN messages (RFC 8489) as far as a probe of a relay needs them: built and read by hand, so that nothing is hidden. */
import { createHash, createHmac, randomBytes } from 'node:crypto'
import { isIPv6 } from 'node:net'

const MAGIC = 0x2112_a442
export const METHOD = { binding: 0x001, allocate: 0x003, createPermission: 0x008 } as const
export const ATTRIBUTE = {
  username: 0x0006, integrity: 0x0008, error: 0x0009, peer: 0x0012, realm: 0x0014, nonce: 0x0015, family: 0x0017,
  transport: 0x0019,
} as const

export interface Answer {
  transaction: string
  /** `null` for success, else the code of the error. */
  error: number | null
  attributes: ReadonlyMap<number, Buffer>
}

export type Attribute = readonly [type: number, value: Buffer]

export interface Credential {
  username: string
  password: string
  realm: string
  nonce: Buffer
}

export const newTransaction = (): Buffer => randomBytes(12)

/** A request; with a credential it is signed (long-term mechanism). */
export function request(method: number, transaction: Buffer, attributes: readonly Attribute[], credential?: Credential): Buffer {
  if (credential === undefined) return message(method, transaction, attributes)
  const { username, password, realm, nonce } = credential
  const named: Attribute[] = [
    ...attributes,
    [ATTRIBUTE.username, Buffer.from(username)],
    [ATTRIBUTE.realm, Buffer.from(realm)],
    [ATTRIBUTE.nonce, nonce],
  ]
  const key = createHash('md5').update(`${username}:${realm}:${password}`).digest()
  // The signature covers a header that already counts the signature: 24 bytes more.
  const signature = createHmac('sha1', key).update(message(method, transaction, named, 24)).digest()
  return message(method, transaction, [...named, [ATTRIBUTE.integrity, signature]])
}

function message(method: number, transaction: Buffer, attributes: readonly Attribute[], more = 0): Buffer {
  const body = Buffer.concat(attributes.map(([type, value]) => {
    const head = Buffer.alloc(4)
    head.writeUInt16BE(type, 0)
    head.writeUInt16BE(value.length, 2)
    return Buffer.concat([head, value, Buffer.alloc(padding(value.length))])
  }))
  const head = Buffer.alloc(8)
  head.writeUInt16BE(method, 0)
  head.writeUInt16BE(body.length + more, 2)
  head.writeUInt32BE(MAGIC, 4)
  return Buffer.concat([head, transaction, body])
}

const padding = (length: number): number => (4 - (length % 4)) % 4

export function readAnswer(bytes: Buffer): Answer {
  const attributes = new Map<number, Buffer>()
  for (let at = 20; at + 4 <= bytes.length; ) {
    const length = bytes.readUInt16BE(at + 2)
    attributes.set(bytes.readUInt16BE(at), bytes.subarray(at + 4, at + 4 + length))
    at += 4 + length + padding(length)
  }
  const failed = (bytes.readUInt16BE(0) & 0x0110) === 0x0110
  const code = attributes.get(ATTRIBUTE.error)
  return {
    transaction: bytes.subarray(8, 20).toString('hex'),
    error: failed ? (code ? (code[2] ?? 0) * 100 + (code[3] ?? 0) : 0) : null,
    attributes,
  }
}

/** XOR-PEER-ADDRESS of an IPv4 or IPv6 address. */
export function peerAddress(address: string, transaction: Buffer, port = 9): Attribute {
  const raw = bytesOf(address)
  const mask = Buffer.concat([Buffer.from([0x21, 0x12, 0xa4, 0x42]), transaction])
  const value = Buffer.alloc(4 + raw.length)
  value[1] = raw.length === 4 ? 1 : 2
  value.writeUInt16BE(port ^ (MAGIC >>> 16), 2)
  raw.forEach((byte, i) => (value[4 + i] = byte ^ (mask[i] ?? 0)))
  return [ATTRIBUTE.peer, value]
}

/** The 4 or 16 bytes of an address, in whatever spelling. */
function bytesOf(address: string): Buffer {
  if (!isIPv6(address)) return Buffer.from(address.split('.').map(Number))
  // The URL parser writes an IPv4 tail in hexadecimal, and the shortest form.
  const [before = '', after] = new URL(`http://[${address}]`).hostname.slice(1, -1).split('::')
  const groups = (text: string): number[] => (text === '' ? [] : text.split(':').map((group) => Number.parseInt(group, 16)))
  const [head, tail] = [groups(before), groups(after ?? '')]
  const all = after === undefined ? head : [...head, ...Array<number>(8 - head.length - tail.length).fill(0), ...tail]
  return Buffer.from(all.flatMap((group) => [group >> 8, group & 0xff]))
}
