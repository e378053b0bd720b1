/** What was kept for the next session, in a sentence. */
import type { Item, Prompt } from '@fermata/shared/reflection'
import { m } from '../../i18n/messages.ts'
import { itemName } from './words.ts'

export function nextInWords(prompt: Prompt<Item>): string {
  if (prompt.prompt === 'invite') return m.next_invite()
  return prompt.why === 'lower' ? m.next_lower({ item: itemName(prompt.item) }) : m.next_low({ item: itemName(prompt.item) })
}
