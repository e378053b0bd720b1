/** Which questionnaires the client is offered at the end, as the therapist chooses them. */

/** `paper`: no electronic use, so only a total is entered. `ended`: the licence has run out. */
export interface OneQuestionnaire {
  name: string
  title: string
  /** By whose leave it is used; `null` for ours. */
  terms: { holder: string; licence: string } | null
  use: 'screen' | 'paper' | 'ended'
}

export interface QuestionsView {
  /** By name, in their order. */
  offered: readonly string[]
  /** `wait` and `away`: the server has not answered yet, or does not. */
  known: readonly OneQuestionnaire[] | 'wait' | 'away'
  /** Asks for the list; told as the dialog opens. */
  onLook(): void
  onChoose(offered: readonly string[]): void
}
