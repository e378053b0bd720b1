/** What the operator sets, read once. Anything unusable is told in plain words before anything starts. */
import { join, resolve } from 'node:path'
import { DAY, HOUR, type Millis } from '@fermata/shared/clock'
import { PageAddress, type QuietWay, RelayUrl } from '@fermata/shared/protocol'
import { THRESHOLDS, Thresholds } from '@fermata/shared/reflection'
import * as v from 'valibot'
import { type TrustedProxies, trustNetworks } from './limits/address.ts'
import { redisUrlProblem } from './redis/address.ts'
import type { RelaySettings } from './relay/credentials.ts'
import { misspelt } from './settings/names.ts'
import { fileProblem, folderProblem } from './settings/paths.ts'

/** A whole number within bounds, as text. */
const whole = (name: string, of: string, least: number, most: number) => {
  const why = `${name} must be a whole number of ${of} from ${least} to ${most}`
  return v.pipe(v.string(), v.regex(/^\d{1,5}$/, why), v.transform(Number), v.minValue(least, why), v.maxValue(most, why))
}

const PROMPTS_FORM =
  'PROMPTS must be a few of drop=5…100, low=0…100, least=1…5, high=0…100, running=2…12, with commas between, such as drop=15,low=30'

/** Such as `drop=15,low=30`; what is not named stays as it is. `null`: it cannot be used. */
function readPrompts(text: string): Thresholds | null {
  const parts = text.split(',').map((part) => /^\s*([a-z]+)\s*=\s*(\d{1,3})\s*$/.exec(part))
  const given = parts.map((part) => [part?.[1] ?? '', Number(part?.[2] ?? NaN)] as const)
  const read = v.safeParse(Thresholds, { ...THRESHOLDS, ...Object.fromEntries(given) })
  return read.success && new Set(given.map(([name]) => name)).size === given.length ? read.output : null
}

const PORT_FORM = 'PORT must be a whole number from 0 to 65535'
const ORIGIN_FORM =
  'ORIGIN must be an address without a path, such as https://rooms.example.org: Fermata lives at the root of a host'

/** Scheme, host and port, and nothing else. */
function isOrigin(text: string): boolean {
  if (!/^https?:\/\/[^/?#@\s]+\/?$/.test(text) || !URL.canParse(text)) return false
  const { hostname, pathname } = new URL(text)
  return hostname !== '' && pathname === '/'
}

/** A number of proxies, or networks of proxies. `null`: it cannot be used. */
function readProxies(text: string): TrustedProxies | null {
  if (/^\d$/.test(text)) return { by: 'count', count: Number(text) }
  const networks = text.split(/[\s,]+/).filter((one) => one !== '')
  return networks.length === 0 ? null : trustNetworks(networks)
}

const Environment = v.object({
  PORT: v.optional(v.pipe(v.string(), v.regex(/^\d{1,5}$/, PORT_FORM), v.transform(Number), v.maxValue(65_535, PORT_FORM)), '3000'),
  ORIGIN: v.optional(v.pipe(v.string(), v.check(isOrigin, ORIGIN_FORM))),
  DATA_DIR: v.optional(v.string(), 'data'),
  ERASED_LIST: v.optional(v.string()),
  REDIS_URL: v.optional(
    v.pipe(v.string(), v.check((url) => redisUrlProblem(url) === null, ({ input }) => redisUrlProblem(input) ?? '')),
  ),
  TURN_URLS: v.optional(
    v.pipe(
      v.string(),
      v.transform((text) => text.split(/[\s,]+/).filter((url) => url !== '')),
      v.check((urls) => urls.length > 0 && urls.length <= 8 && urls.every((url) => v.is(RelayUrl, url)),
        'TURN_URLS must be one to eight addresses such as turn:turn.example.org:3478, with commas between'),
    ),
  ),
  TURN_SECRET: v.optional(v.pipe(v.string(), v.minLength(16, 'TURN_SECRET must have 16 characters or more'))),
  TURN_ONLY: v.optional(v.picklist(['yes', 'no'], 'TURN_ONLY must be yes or no'), 'no'),
  HELP_FILE: v.optional(v.string()),
  CONSENT_FILE: v.optional(v.string()),
  QUESTIONNAIRES: v.optional(v.string()),
  PROMPTS: v.optional(v.pipe(v.string(), v.check((text) => readPrompts(text) !== null, PROMPTS_FORM))),
  TRUSTED_PROXIES: v.optional(
    v.pipe(
      v.string(),
      v.check((text) => readProxies(text) !== null,
        'TRUSTED_PROXIES must be how many proxies stand in front of the server (0 to 9), or their networks, such as 10.0.0.0/8,loopback'),
    ),
  ),
  SECURITY_CONTACT: v.optional(
    v.pipe(
      v.string(),
      v.regex(/^(mailto:[^\s@]+@[^\s@]+|https:\/\/\S+|tel:\+?[\d-]+)$/,
        'SECURITY_CONTACT must begin with mailto:, https:// or tel:, such as mailto:security@example.org'),
    ),
  ),
  KEEP_SESSION_HOURS: v.optional(whole('KEEP_SESSION_HOURS', 'hours', 1, 48), '2'),
  KEEP_REFLECTIONS_DAYS: v.optional(whole('KEEP_REFLECTIONS_DAYS', 'days', 2, 36_500)),
  QUIET_LEAVE: v.optional(
    v.pipe(
      v.string(),
      v.check((text) => text === 'off' || v.is(PageAddress, text), 'QUIET_LEAVE must be off, or a page that begins with https://'),
    ),
  ),
})

export interface Config {
  port: number
  /** The address people use, if it is not http://localhost:<port>. */
  origin: URL | null
  store: { kind: 'embedded'; directory: string } | { kind: 'redis'; url: string }
  /** The file of what was erased, outside the store (`erasure/erased-list.ts`). */
  erasedList: string
  /** Our own relay, if there is one. `only`: no call goes without it, so that no network address is ever shown. */
  relay: (RelaySettings & { only: boolean }) | null
  /** Whose word on addresses is believed; `null`: as the origin says (`limits/address.ts`). */
  trustedProxies: TrustedProxies | null
  /** Whom to tell of a weakness of this server (`http/security-text.ts`). */
  securityContact: string | null
  /** Where *Leave quietly* leads. */
  quietWay: QuietWay
  /** A file of places to turn to, shown under Help on every page (`house.ts`). */
  helpFile: string | null
  /** A file with the operator's own wording of what may be kept of a session (`house.ts`). */
  consentFile: string | null
  /** A folder of questionnaires besides our own (`questionnaires/load.ts`). */
  questionnaireFolder: string | null
  /** When something is said of an answer over time: prompts, no cut-offs. */
  prompts: Thresholds
  /** For how long what is sealed stays, where nobody erases it before. */
  keep: Retention
}

export interface Retention {
  /** After the end of a session: what was said in it. */
  session: Millis
  /** After it was written: what was shared after a session. `null`: until it is erased. */
  reflections: Millis | null
}

/** Reads the environment; a sentence for the operator when it cannot be used. */
export function readConfig(
  environment: NodeJS.ProcessEnv,
): { ok: true; config: Config } | { ok: false; problem: string } {
  // A compose file passes on what is not set as an empty word.
  const given = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ''))
  const names = Object.keys(Environment.entries)
  const wrong = misspelt(Object.keys(given), names)
  const blank = names.filter((name) => given[name]?.trim() === '')
  const unread = [...wrong, ...blank.map((name) => `${name} is blank: give it a value, or leave it out`)]
  if (unread.length > 0) return { ok: false, problem: unread.join('; ') }
  const read = v.safeParse(Environment, given)
  if (!read.success) return { ok: false, problem: read.issues.map((issue) => issue.message).join('; ') }
  const { PORT, ORIGIN, DATA_DIR, REDIS_URL, TURN_URLS, TURN_SECRET, TURN_ONLY, HELP_FILE, CONSENT_FILE, QUIET_LEAVE, QUESTIONNAIRES } = read.output
  const { ERASED_LIST, KEEP_SESSION_HOURS, KEEP_REFLECTIONS_DAYS, PROMPTS, TRUSTED_PROXIES, SECURITY_CONTACT } = read.output
  if ((TURN_URLS === undefined) !== (TURN_SECRET === undefined))
    return { ok: false, problem: 'TURN_URLS and TURN_SECRET belong together: set both, or neither' }
  if (TURN_ONLY === 'yes' && TURN_URLS === undefined)
    return { ok: false, problem: 'TURN_ONLY needs a relay: set TURN_URLS and TURN_SECRET' }
  return {
    ok: true,
    config: {
      port: PORT,
      origin: ORIGIN === undefined ? null : new URL(ORIGIN),
      store:
        REDIS_URL === undefined
          ? { kind: 'embedded', directory: resolve(DATA_DIR) }
          : { kind: 'redis', url: REDIS_URL },
      erasedList: resolve(ERASED_LIST ?? join(DATA_DIR, 'erased.list')),
      relay:
        TURN_URLS === undefined || TURN_SECRET === undefined
          ? null
          : { urls: TURN_URLS, secret: TURN_SECRET, only: TURN_ONLY === 'yes' },
      trustedProxies: TRUSTED_PROXIES === undefined ? null : readProxies(TRUSTED_PROXIES),
      securityContact: SECURITY_CONTACT ?? null,
      quietWay: quietWay(QUIET_LEAVE),
      helpFile: HELP_FILE === undefined ? null : resolve(HELP_FILE),
      consentFile: CONSENT_FILE === undefined ? null : resolve(CONSENT_FILE),
      questionnaireFolder: QUESTIONNAIRES === undefined ? null : resolve(QUESTIONNAIRES),
      prompts: (PROMPTS === undefined ? null : readPrompts(PROMPTS)) ?? THRESHOLDS,
      keep: {
        session: KEEP_SESSION_HOURS * HOUR,
        reflections: KEEP_REFLECTIONS_DAYS === undefined ? null : KEEP_REFLECTIONS_DAYS * DAY,
      },
    },
  }
}

function quietWay(set: string | undefined): QuietWay {
  if (set === undefined) return { way: 'plainPage' }
  return set === 'off' ? { way: 'off' } : { way: 'address', address: set }
}

/** Our own address once we listen on `port`. */
export const originOf = (config: Config, port: number): URL => config.origin ?? new URL(`http://localhost:${port}`)

/** A sentence when a file or folder that is written to cannot be. */
export async function pathProblem({ store, erasedList }: Config): Promise<string | null> {
  const folder = store.kind === 'embedded' ? await folderProblem('DATA_DIR', store.directory) : null
  return folder ?? fileProblem('ERASED_LIST', erasedList)
}
