/** A TURN client (RFC 8656) of a few verbs, to ask a relay what it would reach. */
import { createSocket, type Socket } from 'node:dgram'
import { once } from 'node:events'
import { type Answer, ATTRIBUTE, type Attribute, type Credential, METHOD, newTransaction, peerAddress, readAnswer, request } from './stun.ts'

const UDP: Attribute = [ATTRIBUTE.transport, Buffer.from([17, 0, 0, 0])]
const familyOf = (family: 4 | 6): Attribute => [ATTRIBUTE.family, Buffer.from([family === 4 ? 1 : 2, 0, 0, 0])]
/** UDP may lose anything: asked again this often, ms. */
const ASK_EVERY = 100

export class TurnClient {
  readonly #socket: Socket
  readonly #answers = new Map<string, (answer: Answer) => void>()
  #credential: Credential | undefined

  private constructor(socket: Socket) {
    this.#socket = socket
    socket.on('message', (bytes) => {
      const answer = readAnswer(bytes)
      this.#answers.get(answer.transaction)?.(answer)
    })
    // A port that nobody listens on yet: the next try may find somebody.
    socket.on('error', () => undefined)
  }

  static async open(address: string, port: number): Promise<TurnClient> {
    const socket = createSocket(address.includes(':') ? 'udp6' : 'udp4')
    socket.connect(port, address)
    await once(socket, 'connect')
    return new TurnClient(socket)
  }

  /** Asks for a place at the relay; the code of the refusal, or `null` when it was given. */
  async allocate(username: string, password: string, family: 4 | 6): Promise<number | null> {
    const first = await this.#ask(METHOD.allocate, () => [UDP, familyOf(family)])
    const [realm, nonce] = [first.attributes.get(ATTRIBUTE.realm), first.attributes.get(ATTRIBUTE.nonce)]
    if (realm === undefined || nonce === undefined) return first.error
    this.#credential = { username, password, realm: realm.toString(), nonce: Buffer.from(nonce) }
    return (await this.#ask(METHOD.allocate, () => [UDP, familyOf(family)])).error
  }

  /** Asks to reach an address through it; the code of the refusal, or `null` when it may. */
  async permit(address: string): Promise<number | null> {
    return (await this.#ask(METHOD.createPermission, (transaction) => [peerAddress(address, transaction)])).error
  }

  bind(): Promise<Answer> {
    return this.#ask(METHOD.binding, () => [])
  }

  close(): void {
    this.#socket.close()
  }

  #ask(method: number, attributes: (transaction: Buffer) => Attribute[]): Promise<Answer> {
    const transaction = newTransaction()
    const bytes = request(method, transaction, attributes(transaction), this.#credential)
    const name = transaction.toString('hex')
    return new Promise((resolve) => {
      const send = (): void => this.#socket.send(bytes, () => undefined)
      const again = setInterval(send, ASK_EVERY)
      this.#answers.set(name, (answer) => {
        clearInterval(again)
        this.#answers.delete(name)
        resolve(answer)
      })
      send()
    })
  }
}

/** Resolves when a STUN server answers there. */
export async function bindingAnswered(address: string, port: number): Promise<void> {
  const client = await TurnClient.open(address, port)
  await client.bind()
  client.close()
}
