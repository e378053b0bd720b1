/** Epochs of this tab's peers: each is kept before it is used, so that a reloaded page never goes back to an old one. */
import type { TabKeep } from '../../lib/keep.ts'
import type { LinkOptions } from '../../media/port.ts'

export const risingEpoch = (keep: TabKeep): Required<Pick<LinkOptions, 'firstEpoch' | 'onEpoch'>> => ({
  firstEpoch: Number(keep.get('epoch') ?? 0) + 1,
  onEpoch: (epoch) => keep.set('epoch', String(epoch)),
})
