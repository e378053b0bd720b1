/** When a therapist gets a prompt: their own numbers, sealed in their vault, else those of the house. */
import type { Thresholds } from '@fermata/shared/reflection'
import type { Result } from '@fermata/shared/result'
import type { Opened, PreferencesRecord, Records } from '../../session/therapist/records.ts'

export const ownPrompts = (opened: Pick<Opened, 'preferences'> | null): Thresholds | null => opened?.preferences?.content.prompts ?? null

/** `null`: back to those of the house. */
export const setOwnPrompts = (records: Pick<Records, 'changePart'>, prompts: Thresholds | null): Promise<Result<null>> =>
  records.changePart<PreferencesRecord>(({ preferences }) => ({ content: { kind: 'preferences', prompts }, before: preferences }))
