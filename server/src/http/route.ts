/**
 * How every route of the API is guarded: a body is unknown until its schema has parsed it, a refusal is a code, an
 * unreachable store is "later", a bug is a log line without content.
 */
import type { RandomSource, RoomId, TherapistId } from '@fermata/shared/ids'
import type { House } from '@fermata/shared/protocol'
import type { Instrument } from '@fermata/shared/questionnaire'
import type { Refusal } from '@fermata/shared/result'
import type { Request, RequestHandler, Response } from 'express'
import * as v from 'valibot'
import { type SignInCookie, signedIn } from '../auth/sign-ins.ts'
import type { Config } from '../config.ts'
import type { ErasureParts } from '../erasure/erase.ts'
import type { Addresses } from '../limits/address.ts'
import type { Attempts } from '../limits/attempts.ts'
import { faultName, type Log } from '../log.ts'
import type { RoomService } from '../rooms/service.ts'
import { StoreUnavailable, type Store } from '../store/port.ts'

export interface ApiParts {
  store: Store
  rooms: RoomService
  /** What erasing needs, the list outside the store with it. */
  erasure: ErasureParts
  cookie: SignInCookie
  random: RandomSource
  log: Log
  attempts: Attempts
  addresses: Addresses
  origin: () => string
  /** Our own relay; `null` where the operator has set up none. */
  relay: Config['relay']
  /** What the operator has set for all pages. */
  house: House
  /** Ours, and those the operator loaded. */
  questionnaires: readonly Instrument[]
  /** For how long what is sealed stays. */
  keep: Config['keep']
  /** Told when a sign-in was ended, by its name. */
  onSignedOut(signIn: string): void
  /** Told when the same therapist signed in again in the same browser: the name of the sign-in before, which has ended. */
  onSignedInAgain(before: string): void
  /** Told when a room was made, and when its link or itself has gone. */
  onRoom: { made(therapist: TherapistId, room: RoomId): void; doorClosed(room: RoomId): void }
}

export type Answer = { ok: true; body?: unknown } | { ok: false; refusal: Refusal }
export const done: Answer = { ok: true }
export const refused = (refusal: Refusal): Answer => ({ ok: false, refusal })
/** Somebody else's, wrong, erased, never there: one answer. */
export const noSuchRoom = refused({ code: 'noSuchRoom' })
export const malformed = refused({ code: 'malformed' })
export const wrongCode = refused({ code: 'signedOut' })

export type Handle<Rest extends unknown[]> = (...given: [...Rest, Request, Response]) => Promise<Answer>

export class Routes {
  constructor(readonly parts: ApiParts) {}

  /** For anybody. */
  open(handle: Handle<[]>): RequestHandler {
    return async (request, response) => send(response, await this.#guard(() => handle(request, response)))
  }

  /** For anybody, with a body. */
  openBody<Schema extends v.GenericSchema>(schema: Schema, handle: Handle<[v.InferOutput<Schema>]>): RequestHandler {
    return this.open((request, response) => withBody(schema, request, (body) => handle(body, request, response)))
  }

  /** For anybody who knows a secret; `wrong` is the answer to who does not. */
  guess<Schema extends v.GenericSchema>(
    schema: Schema,
    wrong: Answer,
    handle: Handle<[v.InferOutput<Schema>]>,
  ): RequestHandler {
    return this.openBody(schema, async (body, request, response) =>
      this.#judged(wrong, await handle(body, request, response), request))
  }

  /** The same for a therapist who is signed in: a sign-in alone is no reason to be let guess. */
  signedInGuess<Schema extends v.GenericSchema>(
    schema: Schema,
    wrong: Answer,
    handle: Handle<[TherapistId, v.InferOutput<Schema>]>,
  ): RequestHandler {
    return this.signedInBody(schema, async (therapist, body, request, response) =>
      this.#judged(wrong, await handle(therapist, body, request, response), request))
  }

  /** For a therapist who is signed in. */
  signedIn(handle: Handle<[TherapistId]>): RequestHandler {
    const { cookie, store } = this.parts
    return this.open(async (request, response) => {
      const token = cookie.read(request.headers.cookie)
      const therapist = token === null ? null : await signedIn(store, token)
      return therapist === null ? refused({ code: 'signedOut' }) : handle(therapist, request, response)
    })
  }

  /** For a therapist who is signed in, with a body. */
  signedInBody<Schema extends v.GenericSchema>(
    schema: Schema,
    handle: Handle<[TherapistId, v.InferOutput<Schema>]>,
  ): RequestHandler {
    return this.signedIn((therapist, request, response) =>
      withBody(schema, request, (body) => handle(therapist, body, request, response)),
    )
  }

  /** Whoever is right has their answer; a wrong secret is logged, and its address waits when there were too many. */
  #judged(wrong: Answer, answer: Answer, request: Request): Answer {
    if (answer !== wrong) return answer
    const { attempts, addresses, log } = this.parts
    const wait = attempts.judge(addresses.of(request))
    if (wait > 0) return refused({ code: 'tooMany', retryAfterMs: wait })
    log.warn('wrongSecret', { at: routeOf(request) })
    return answer
  }

  async #guard(handle: () => Promise<Answer>): Promise<Answer> {
    try {
      return await handle()
    } catch (thrown) {
      const away = thrown instanceof StoreUnavailable
      this.parts.log.warn(away ? 'storeUnavailable' : 'requestFault', { fault: faultName(thrown) })
      return refused({ code: 'unavailable', retryAfterMs: 1_000 })
    }
  }
}

/** The pattern of the route, such as `/rooms/:room/door`: no id, and nothing that was sent. */
const routeOf = (request: Request): string => {
  const route: unknown = request.route
  const path = typeof route === 'object' && route !== null && 'path' in route ? route.path : null
  return typeof path === 'string' ? path : ''
}

function withBody<Schema extends v.GenericSchema>(
  schema: Schema,
  request: Request,
  handle: (body: v.InferOutput<Schema>) => Promise<Answer>,
): Promise<Answer> {
  const parsed = v.safeParse(schema, request.body)
  return parsed.success ? handle(parsed.output) : Promise.resolve(malformed)
}

const STATUS: Partial<Record<Refusal['code'], number>> = {
  signedOut: 401, noSuchRoom: 404, tooMany: 429, unavailable: 503,
}

export function send(response: Response, answer: Answer): void {
  if (answer.ok) response.status(200).json(answer.body ?? {})
  else response.status(STATUS[answer.refusal.code] ?? 400).json({ refusal: answer.refusal })
}

/** Whether these names are all different. */
export const areDistinct = (names: readonly string[]): boolean => new Set(names).size === names.length
