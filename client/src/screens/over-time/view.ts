/** What the page on how it has been is drawn from. */
import type { Item, Prompt, Reflection, Trend } from '@fermata/shared/reflection'

/** One session's reflection, or why it is not to be read. */
export type OneReflection = { id: string; at: number } & (
  | { state: 'read'; through: 'session' | 'link'; reflection: Reflection }
  | { state: 'unreadable' | 'older' | 'missing' }
)

/** Whose page it is: both see the same rows, prompts are the therapist's alone. */
export type Whose = { seat: 'therapist'; client: string; prompt: Prompt<Item> | null } | { seat: 'client' }

export type PastView =
  | { state: 'loading' }
  | { state: 'unreachable' }
  /** `reflections`: newest first. */
  | { state: 'here'; reflections: readonly OneReflection[]; trend: Trend<Item> }
