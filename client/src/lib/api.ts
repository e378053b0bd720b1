/** The HTTP interface as the app uses it: a schema on everything that comes back, refusals as values. */
import { type Clock, SECOND } from '@fermata/shared/clock'
import { ok, Refusal, refuse, type Result } from '@fermata/shared/result'
import * as v from 'valibot'

export interface Api {
  get<Schema extends v.GenericSchema>(path: string, schema: Schema): Promise<Result<v.InferOutput<Schema>>>
  /** Sends a body; the answer's body is read with `schema`, where one is expected. */
  send<Schema extends v.GenericSchema>(
    method: 'POST' | 'PUT' | 'DELETE',
    path: string,
    body: unknown,
    schema: Schema,
  ): Promise<Result<v.InferOutput<Schema>>>
}

/** For answers without a body of interest. */
export const Done = v.looseObject({})

const NO_ANSWER: Refusal = { code: 'unavailable', retryAfterMs: 1_000 }

/** Browsers wait minutes for a connection that fell silent; what a person waits for is asked for again sooner. */
const ANSWER_WITHIN = 20 * SECOND

/** Calls `/api` of our own origin; a network that does not answer, or not in time, is the refusal `unavailable`. */
export function httpApi(fetcher: typeof fetch, clock: Clock): Api {
  const call = async <Schema extends v.GenericSchema>(
    path: string,
    init: RequestInit,
    schema: Schema,
  ): Promise<Result<v.InferOutput<Schema>>> => {
    let json: unknown
    let good: boolean
    const given = new AbortController()
    const inTime = clock.after(ANSWER_WITHIN, () => given.abort())
    try {
      const options: RequestInit = { ...init, cache: 'no-store', credentials: 'same-origin', signal: given.signal }
      const response = await fetcher(`/api${path}`, options)
      good = response.ok
      json = await response.json()
    } catch {
      return refuse(NO_ANSWER)
    } finally {
      inTime()
    }
    if (!good) {
      const refused = v.safeParse(v.object({ refusal: Refusal }), json)
      return refuse(refused.success ? refused.output.refusal : NO_ANSWER)
    }
    const parsed = v.safeParse(schema, json)
    return parsed.success ? ok(parsed.output) : refuse(NO_ANSWER)
  }
  return {
    get: (path, schema) => call(path, {}, schema),
    send: (method, path, body, schema) =>
      call(path, { method, headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body) }, schema),
  }
}
