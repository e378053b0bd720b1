/**
 * The platform's cryptography without its threads: the same algorithms, answered at once, so that a schedule waits for
 * nothing but promises. The app's own tests of its sealing run on it unchanged (`subtle.test.ts`).
 */
import {
  createCipheriv, createDecipheriv, createECDH, createHash, createHmac, createPrivateKey, createPublicKey, createSecretKey, diffieHellman,
  ECDH, hkdfSync, type KeyObject,
} from 'node:crypto'

type Kind = 'secret' | 'private' | 'public'
type Bytes = Uint8Array<ArrayBuffer>

/** A key of ours: what the platform hides stands in it openly. */
export class PlainKey {
  readonly [Symbol.toStringTag] = 'CryptoKey'

  constructor(
    readonly type: Kind,
    readonly algorithm: { name: string; namedCurve?: string; length?: number },
    readonly extractable: boolean,
    readonly usages: readonly string[],
    /** Secret bytes, or the uncompressed point. */
    readonly bytes: Bytes,
    readonly object: KeyObject | null = null,
  ) {}
}

const TAG_BYTES = 16
const P256 = { name: 'ECDH', namedCurve: 'P-256' }
/** PKCS #8 of a P-256 key, up to the 32 bytes of the number, and between it and the point. */
const BEFORE_NUMBER = Buffer.from('308187020100301306072a8648ce3d020106082a8648ce3d030107046d306b0201010420', 'hex')
const BEFORE_POINT = Buffer.from('a144034200', 'hex')

const view = (data: BufferSource): Uint8Array =>
  ArrayBuffer.isView(data) ? new Uint8Array(data.buffer, data.byteOffset, data.byteLength) : new Uint8Array(data)
const isBytes = (data: BufferSource | JsonWebKey): data is BufferSource => ArrayBuffer.isView(data) || data instanceof ArrayBuffer
const copy = (data: BufferSource | Uint8Array): Bytes => new Uint8Array(view(data as BufferSource))
const bufferOf = (data: Uint8Array): ArrayBuffer => copy(data as Bytes).buffer
const failed = (name: string): DOMException => new DOMException('as the platform would', name)
const nameOf = (algorithm: string | { name: string }): string => (typeof algorithm === 'string' ? algorithm : algorithm.name)

function readPoint(point: Uint8Array): PlainKey {
  const [x, y] = [point.subarray(1, 33), point.subarray(33, 65)].map((part) => Buffer.from(part).toString('base64url')) as [string, string]
  try {
    if (point.length !== 65 || point[0] !== 4) throw failed('DataError')
    // Also says whether the point lies on the curve.
    ECDH.convertKey(point, 'prime256v1', undefined, undefined, 'uncompressed')
    const object = createPublicKey({ key: { kty: 'EC', crv: 'P-256', x, y }, format: 'jwk' })
    return new PlainKey('public', P256, true, [], copy(point as Bytes), object)
  } catch {
    throw failed('DataError')
  }
}

const pkcs8Of = (number: Uint8Array, point: Uint8Array): Buffer => {
  const padded = Buffer.alloc(32)
  padded.set(number, 32 - number.length)
  return Buffer.concat([BEFORE_NUMBER, padded, BEFORE_POINT, point])
}

const gcmOf = ({ bytes }: PlainKey): 'aes-128-gcm' | 'aes-256-gcm' => (bytes.length === 16 ? 'aes-128-gcm' : 'aes-256-gcm')

/** The same keys come again and again, since pairs come round: what is made of each is made once. */
const publics = new Map<string, PlainKey>()
const privates = new Map<string, KeyObject>()
const agreed = new WeakMap<KeyObject, WeakMap<KeyObject, Buffer>>()

function once<Name, Made>(made: { get(name: Name): Made | undefined; set(name: Name, made: Made): unknown }, name: Name, make: () => Made): Made {
  const known = made.get(name)
  if (known !== undefined) return known
  const fresh = make()
  made.set(name, fresh)
  return fresh
}

const nameOfBytes = (data: Uint8Array): string => Buffer.from(data.buffer, data.byteOffset, data.length).toString('latin1')
const privateKey = (pkcs8: Uint8Array): KeyObject =>
  once(privates, nameOfBytes(pkcs8), () => createPrivateKey({ key: Buffer.from(pkcs8), format: 'der', type: 'pkcs8' }))
const publicKey = (point: Uint8Array): PlainKey => once(publics, nameOfBytes(point), () => readPoint(point))
const secretOf = (mine: KeyObject, theirs: KeyObject): Buffer =>
  once(once(agreed, mine, () => new WeakMap<KeyObject, Buffer>()), theirs, () => diffieHellman({ privateKey: mine, publicKey: theirs }))

const secret = (algorithm: PlainKey['algorithm'], extractable: boolean, usages: readonly string[], bytes: Bytes): PlainKey =>
  new PlainKey('secret', algorithm, extractable, usages, bytes, createSecretKey(bytes))

interface Pair {
  point: PlainKey
  pkcs8: Bytes
  object: KeyObject
}

/** Making a pair costs more than all the rest of a knock: after so many they come round again. */
const PAIRS = 256
const pairs: Pair[] = []
let given = 0

function nextPair(): Pair {
  const at = given++ % PAIRS
  const made = pairs[at] ?? newPair()
  pairs[at] = made
  return made
}

function newPair(): Pair {
  const pair = createECDH('prime256v1')
  const point = pair.generateKeys()
  const pkcs8 = copy(pkcs8Of(pair.getPrivateKey(), point))
  return { point: publicKey(point), pkcs8, object: privateKey(pkcs8) }
}

interface Gcm {
  name: string
  iv: BufferSource
  additionalData?: BufferSource
}

/** As far as the app and its libraries ask. Every method answers with a promise that is settled already. */
const methods = {
  async digest(_algorithm: string, data: BufferSource) {
    return bufferOf(createHash('sha256').update(view(data)).digest())
  },

  async importKey(format: string, data: BufferSource | JsonWebKey, algorithm: string | { name: string }, extractable: boolean, usages: string[]) {
    const name = nameOf(algorithm)
    if (!isBytes(data)) return publicKey(Buffer.concat([Buffer.of(4), ...[data.x, data.y].map((part) => Buffer.from(part ?? '', 'base64url'))]))
    if (name !== 'ECDH') return secret({ name, length: view(data).length * 8 }, extractable, usages, copy(data))
    if (format === 'raw') return publicKey(view(data))
    try {
      return new PlainKey('private', P256, extractable, usages, copy(data), privateKey(view(data)))
    } catch {
      throw failed('DataError')
    }
  },

  async exportKey(format: string, key: PlainKey) {
    if (!key.extractable) throw failed('InvalidAccessError')
    if (format === 'jwk' && key.type !== 'secret') return key.object?.export({ format: 'jwk' })
    return bufferOf(key.bytes)
  },

  async generateKey(algorithm: { name: string }, extractable: boolean, usages: string[]) {
    if (algorithm.name === 'AES-GCM') return secret(algorithm, extractable, usages, crypto.getRandomValues(new Uint8Array(32)))
    const { point, pkcs8, object } = nextPair()
    return { publicKey: new PlainKey('public', P256, true, [], point.bytes, point.object), privateKey: new PlainKey('private', P256, extractable, usages, pkcs8, object) }
  },

  async deriveBits(algorithm: { name: string; public?: PlainKey; salt?: BufferSource; info?: BufferSource }, key: PlainKey, bits: number) {
    if (algorithm.name === 'HKDF') {
      return hkdfSync('sha256', key.bytes, view(algorithm.salt ?? new Uint8Array()), view(algorithm.info ?? new Uint8Array()), bits / 8)
    }
    const other = algorithm.public?.object
    if (!key.object || !other) throw failed('InvalidAccessError')
    return bufferOf(secretOf(key.object, other))
  },

  async sign(_algorithm: string, key: PlainKey, data: BufferSource) {
    return bufferOf(createHmac('sha256', key.bytes).update(view(data)).digest())
  },

  async encrypt({ iv, additionalData }: Gcm, key: PlainKey, data: BufferSource) {
    const cipher = createCipheriv(gcmOf(key), key.object ?? key.bytes, view(iv))
    cipher.setAAD(view(additionalData ?? new Uint8Array()))
    return bufferOf(Buffer.concat([cipher.update(view(data)), cipher.final(), cipher.getAuthTag()]))
  },

  async decrypt({ iv, additionalData }: Gcm, key: PlainKey, data: BufferSource) {
    const sealed = view(data)
    try {
      const end = sealed.length - TAG_BYTES
      const decipher = createDecipheriv(gcmOf(key), key.object ?? key.bytes, view(iv), { authTagLength: TAG_BYTES })
      decipher.setAAD(view(additionalData ?? new Uint8Array()))
      decipher.setAuthTag(sealed.subarray(end))
      return bufferOf(Buffer.concat([decipher.update(sealed.subarray(0, end)), decipher.final()]))
    } catch {
      throw failed('OperationError')
    }
  },
}

/** From now on this process seals and opens at once. */
export function withoutThreads(): void {
  Object.defineProperty(globalThis.crypto, 'subtle', { value: methods, configurable: true })
  Object.defineProperty(globalThis, 'CryptoKey', { value: PlainKey, configurable: true })
}
