/**
 * Words over Redis' publish and subscribe: one channel for all processes, one for each. A word that cannot be said
 * now is dropped; nothing waits for it and nothing fails with it.
 */
import type { Clock } from '@fermata/shared/clock'
import type { Place } from '../redis/address.ts'
import { openLink } from '../redis/clients.ts'
import type { Hearing, Nodes } from '../rooms/nodes/nodes.ts'
import { Gathering } from './gathering.ts'
import { readWords, wordsText } from './words.ts'

const ALL = 'tr:nodes'
const channelOf = (node: string): string => `tr:node:${node}`

/** Joins the processes that share this Redis. Connects by itself, and again whenever the connection is lost. */
export function redisNodes(place: Place, self: string, clock: Pick<Clock, 'after'>): Nodes {
  const hearings = new Set<Hearing>()
  const hear = (text: string): void => {
    const heard = readWords(text)
    if (heard === null || heard.by === self) return
    for (const word of heard.said) for (const hearing of hearings) hearing.word(word)
  }
  const open = () => openLink({ place, scripts: {}, offline: 'queue' })
  const [speaker, listener] = [open(), open()]
  // The library subscribes again by itself before it is ready again.
  listener.onReady(() => hearings.forEach((hearing) => hearing.missed()))
  listener.subscribe([ALL, channelOf(self)], hear)
  const gathering = new Gathering(clock, (channel, words) => {
    if (speaker.isReady()) speaker.publish(channel, wordsText(self, words)).catch(() => undefined)
  })

  return {
    self,
    company: 'several',
    tell: (to, word) => gathering.add(to === 'others' ? ALL : channelOf(to.node), word),
    listen: (hearing) => void hearings.add(hearing),
    close() {
      hearings.clear()
      for (const link of [speaker, listener]) link.destroy()
      return Promise.resolve()
    },
  }
}
