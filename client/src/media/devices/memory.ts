/** Remembers chosen devices in whatever keeps text by name. */
import type { TabKeep } from '../../lib/keep.ts'
import type { Memory } from './port.ts'

export function deviceMemory(keep: TabKeep): Memory {
  return {
    get: (kind) => keep.get(`device.${kind}`),
    set: (kind, label) => keep.set(`device.${kind}`, label),
  }
}
