/** What goes wrong just now. Everything that can fail asks here. */
export interface Weather {
  /** `before`: a call fails and nothing happened. `after`: it happened, and its answer is lost. `either`: one of the two. */
  store: 'there' | 'before' | 'after' | 'either'
  /** Of a hundred words between server processes: so many are lost, as many come twice. */
  words: number
  /** Of a hundred texts on the data channel, likewise. */
  channel: number
}

export const fair = (): Weather => ({ store: 'there', words: 0, channel: 0 })
