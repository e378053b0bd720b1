import type { Observers, Overheard } from '@fermata/shared/protocol'
import { m } from '../../../i18n/messages.ts'

/** Who can hear the client, as they say it, in two or three words. */
export const OVERHEARD: Record<Overheard, () => string> = { alone: m.card_alone, someoneNear: m.card_near, notSure: m.card_unsure }

/** Who hears along on the therapist's side, as the client reads it. */
export const OBSERVERS: Record<Observers, (said: { name: string }) => string> = {
  nobody: m.card_heard_nobody, someoneNear: m.card_heard_near, someoneListens: m.card_heard_listens,
}
