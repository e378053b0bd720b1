/** The HTTP interface as the app uses it: a schema on everything that comes back, refusals as values. */
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

/** Calls `/api` of our own origin; a network that does not answer is the refusal `unavailable`. */
export function httpApi(fetcher: typeof fetch): Api {
  const call = async <Schema extends v.GenericSchema>(
    path: string,
    init: RequestInit,
    schema: Schema,
  ): Promise<Result<v.InferOutput<Schema>>> => {
    let json: unknown
    let good: boolean
    try {
      const response = await fetcher(`/api${path}`, { ...init, cache: 'no-store', credentials: 'same-origin' })
      good = response.ok
      json = await response.json()
    } catch {
      return refuse(NO_ANSWER)
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
