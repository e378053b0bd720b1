/** What the operator sets, read once. Anything unusable is told in plain words before anything starts. */
import { resolve } from 'node:path'
import * as v from 'valibot'

const Environment = v.object({
  PORT: v.optional(v.pipe(v.string(), v.regex(/^\d{1,5}$/, 'PORT must be a number'), v.transform(Number)), '3000'),
  ORIGIN: v.optional(v.pipe(v.string(), v.url('ORIGIN must be an address such as https://rooms.example.org'))),
  DATA_DIR: v.optional(v.string(), 'data'),
  REDIS_URL: v.optional(
    v.pipe(v.string(), v.regex(/^(rediss?|unix):\/\//, 'REDIS_URL must begin with redis:// or rediss://')),
  ),
})

export interface Config {
  port: number
  /** The address people use, if it is not http://localhost:<port>. */
  origin: URL | null
  store: { kind: 'embedded'; directory: string } | { kind: 'redis'; url: string }
}

/** Reads the environment; a sentence for the operator when it cannot be used. */
export function readConfig(
  environment: NodeJS.ProcessEnv,
): { ok: true; config: Config } | { ok: false; problem: string } {
  const read = v.safeParse(Environment, environment)
  if (!read.success) return { ok: false, problem: read.issues.map((issue) => issue.message).join('; ') }
  const { PORT, ORIGIN, DATA_DIR, REDIS_URL } = read.output
  return {
    ok: true,
    config: {
      port: PORT,
      origin: ORIGIN === undefined ? null : new URL(ORIGIN),
      store:
        REDIS_URL === undefined
          ? { kind: 'embedded', directory: resolve(DATA_DIR) }
          : { kind: 'redis', url: REDIS_URL },
    },
  }
}

/** Our own address once we listen on `port`. */
export const originOf = (config: Config, port: number): URL => config.origin ?? new URL(`http://localhost:${port}`)
