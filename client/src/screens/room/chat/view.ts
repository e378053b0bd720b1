/** What the two write to each other, as either side sees it. */
export interface WrittenView {
  fact: string
  text: string
  at: number
  by: 'me' | 'other'
  /** Of one's own words: whether the other's page has had them on screen. */
  state: 'sending' | 'shown'
}

export interface ChatView {
  written: readonly WrittenView[]
  /** How much of the other's was not on this screen yet. */
  waiting: number
  onWrite(text: string): void
  /** All that is written stands in the page now. */
  onDrawn(): void
}
