/** What server processes say to each other: lost, repeated and out of order, as the weather is. */
import type { Hearing, Nodes, Word } from '../../../server/src/rooms/nodes/nodes.ts'
import { copied } from '../world/copied.ts'
import type { Dice } from '../world/dice.ts'
import type { OwnTime } from '../world/time.ts'
import type { Weather } from '../world/weather.ts'

interface Member {
  hearings: Set<Hearing>
  time: OwnTime
}

export class Company {
  readonly #members = new Map<string, Member>()

  constructor(
    private readonly dice: Dice,
    private readonly weather: Weather,
  ) {}

  join(self: string, time: OwnTime): Nodes {
    const member: Member = { hearings: new Set(), time }
    this.#members.set(self, member)
    return {
      self,
      company: 'several',
      tell: (to, word) => {
        for (const [name, other] of this.#members) {
          if (to === 'others' ? name !== self : name === to.node) this.#carry(word, other)
        }
      },
      listen: (hearing) => void member.hearings.add(hearing),
      close: () => Promise.resolve(void this.#members.delete(self)),
    }
  }

  /** A process that ended hears nothing more. */
  leave(self: string): void {
    this.#members.delete(self)
  }

  /** The line between them was down and is there again: each is told. */
  lineIsBack(): void {
    for (const { time, hearings } of this.#members.values()) time.soon(() => hearings.forEach((hearing) => hearing.missed()))
  }

  #carry(word: Word, to: Member): void {
    const { dice, weather } = this
    if (dice.percent(weather.words)) return
    const copies = dice.percent(weather.words) ? 2 : 1
    for (let copy = 0; copy < copies; copy++) {
      const delay = dice.percent(80) ? dice.between(0, 3) : dice.between(0, 400)
      to.time.after(delay, () => {
        const said = copied(word)
        for (const hearing of to.hearings) hearing.word(said)
      })
    }
  }
}
