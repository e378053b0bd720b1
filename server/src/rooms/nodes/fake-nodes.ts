/** Processes that hear each other in memory, at once; or not, as a test wants it. */
import type { Hearing, Nodes, Word } from './nodes.ts'

export class FakeCompany {
  /** Whether words arrive. */
  line: 'open' | 'cut' = 'open'
  readonly said: Word[] = []
  readonly #hearings = new Map<string, Set<Hearing>>()

  join(self: string): Nodes {
    const own = new Set<Hearing>()
    this.#hearings.set(self, own)
    return {
      self,
      company: 'several',
      tell: (to, word) => {
        this.said.push(word)
        if (this.line === 'cut') return
        for (const [name, hearings] of this.#hearings) {
          if (to === 'others' ? name === self : name !== to.node) continue
          for (const hearing of hearings) hearing.word(structuredClone(word))
        }
      },
      listen: (hearing) => void own.add(hearing),
      close: () => Promise.resolve(void this.#hearings.delete(self)),
    }
  }
}
