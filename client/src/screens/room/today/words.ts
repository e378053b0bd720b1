import type { Went } from '@fermata/shared/agreed'
import { m } from '../../../i18n/messages.ts'

/** How a step went, as the client says it. Each is as good as the others. */
export const WENT: Record<Went, () => string> = { done: m.today_went_done, partly: m.today_went_partly, notForMe: m.today_went_not_for_me }
export const ALL_WENT: readonly Went[] = ['done', 'partly', 'notForMe']
