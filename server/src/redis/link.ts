/** What the store and the words between processes need of Redis, whichever way it is set up. */
import type { RedisScripts } from 'redis'

type WithoutParser<Args extends unknown[]> = Args extends [unknown, ...infer Rest] ? Rest : never

/**
 * Scripts as methods, with the replies as each script says them. The library's own types turn a tuple into an array of
 * anything in it.
 */
export type ScriptCalls<Scripts extends RedisScripts> = {
  [Name in keyof Scripts]: (
    ...args: WithoutParser<Parameters<Scripts[Name]['parseCommand']>>
  ) => Promise<Scripts[Name]['transformReply'] extends (...args: never[]) => infer Reply ? Reply : never>
}

/** One client of Redis, of whatever kind. It connects again by itself and never gives up. */
export interface Link<Scripts extends RedisScripts> {
  readonly scripts: ScriptCalls<Scripts>
  /** Whether a call made now can be answered. */
  isReady(): boolean
  /** What its last try to connect failed by, as the library threw it; `null` when none has failed. */
  problem(): unknown
  /** Each time it can be answered again; of a Cluster, each time one of its nodes can. */
  onReady(act: () => void): void
  /** Sends a command to the primary; of a Cluster, to the one that has `key`. */
  send(args: string[], key?: string): Promise<unknown>
  /** Sends a command to every primary; each answer or error stands where its primary does. */
  everywhere(args: string[]): Promise<PromiseSettledResult<unknown>[]>
  publish(channel: string, text: string): Promise<unknown>
  subscribe(channels: readonly string[], hear: (text: string) => void): void
  /** Waits for what is under way. */
  close(): Promise<unknown>
  destroy(): void
}
