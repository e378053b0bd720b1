/** Whether Redis is set up so that the store's promises hold. Looked at when the store is opened, and from then on (`fitness-watch.ts`). */
import type { Connection } from './connection.ts'

/** What is wrong, and whether the store can be used all the same. */
export type Finding =
  /** Keys may be dropped to make room: nothing that was acknowledged would be safe. */
  | 'evicts'
  | 'noAppendOnly'
  | 'fsyncNotAlways'
  | 'noMinReplicas'
  /** Managed Redis often hides its settings. */
  | 'hidden'

/** For the operator, in plain words. */
export const FINDINGS: Record<Finding, string> = {
  evicts:
    'Redis may drop keys to make room (maxmemory-policy is not noeviction). Rooms would vanish. Set maxmemory-policy noeviction.',
  noAppendOnly:
    'Redis keeps no append-only file: whatever it has not saved is lost when it stops. Set appendonly yes and appendfsync always.',
  fsyncNotAlways:
    'Redis does not wait for the disk before it answers: up to about the last second can be lost with the power. Set appendfsync always.',
  noMinReplicas:
    'The primary takes changes without any replica: cut off from its Sentinels it would take some that are lost later. Set min-replicas-to-write 1.',
  hidden: 'Redis does not tell its settings, so they were not checked: it needs noeviction, appendonly yes and appendfsync always.',
}

const SETTINGS = ['maxmemory-policy', 'appendonly', 'appendfsync', 'min-replicas-to-write'] as const

/** Looks at every primary that can be reached; `null` where none can. */
export async function findings(connection: Connection, replicated: boolean): Promise<Finding[] | null> {
  const answers = await connection.everywhere(['CONFIG', 'GET', ...SETTINGS]).catch(() => null)
  if (answers === null) return null
  if (answers.length === 0) return ['hidden']
  return [...new Set(answers.flatMap((answer) => findingsOf(settingsFrom(answer as string[]), replicated)))]
}

function settingsFrom(flat: readonly string[]): Map<string, string> {
  const settings = new Map<string, string>()
  for (let index = 0; index + 1 < flat.length; index += 2) settings.set(flat[index] ?? '', flat[index + 1] ?? '')
  return settings
}

function findingsOf(settings: ReadonlyMap<string, string>, replicated: boolean): Finding[] {
  if (settings.get('maxmemory-policy') !== 'noeviction') return ['evicts']
  const found: Finding[] = []
  if (settings.get('appendonly') !== 'yes') found.push('noAppendOnly')
  else if (settings.get('appendfsync') !== 'always') found.push('fsyncNotAlways')
  if (replicated && Number(settings.get('min-replicas-to-write') ?? 0) < 1) found.push('noMinReplicas')
  return found
}
