/**
 * Words over Redis' publish and subscribe: one channel for all processes, one for each. A word that cannot be said
 * now is dropped; nothing waits for it and nothing fails with it.
 */
import type { Place } from '../redis/address.ts'
import { openLink } from '../redis/clients.ts'
import type { Hearing, Nodes } from '../rooms/nodes/nodes.ts'
import { readWord, wordText } from './words.ts'

const ALL = 'tr:nodes'
const channelOf = (node: string): string => `tr:node:${node}`

/** Joins the processes that share this Redis. Connects by itself, and again whenever the connection is lost. */
export function redisNodes(place: Place, self: string): Nodes {
  const hearings = new Set<Hearing>()
  const hear = (text: string): void => {
    const heard = readWord(text)
    if (heard === null || heard.by === self) return
    for (const hearing of hearings) hearing.word(heard.said)
  }
  const open = () => openLink({ place, scripts: {}, offline: 'queue' })
  const [speaker, listener] = [open(), open()]
  // The library subscribes again by itself before it is ready again.
  listener.onReady(() => hearings.forEach((hearing) => hearing.missed()))
  listener.subscribe([ALL, channelOf(self)], hear)

  return {
    self,
    company: 'several',
    tell(to, word) {
      if (!speaker.isReady()) return
      const channel = to === 'others' ? ALL : channelOf(to.node)
      speaker.publish(channel, wordText(self, word)).catch(() => undefined)
    },
    listen: (hearing) => void hearings.add(hearing),
    close() {
      hearings.clear()
      for (const link of [speaker, listener]) link.destroy()
      return Promise.resolve()
    },
  }
}
