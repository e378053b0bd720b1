/**
 * Few files for each role: one for what its first page is made of, one for what its room adds, and beside them what both
 * roles have in common (docs/decisions/0024). Left alone the bundler cuts some eighty, each packed without knowing the
 * others and each asked for apart. Which module belongs where is not written down: a first build, thrown away, tells.
 */
import { build, type Plugin, type Rolldown, type UserConfig } from 'vite'
import { filesOf, ROLES, type Files } from '../../scripts/web/roles.mjs'

type Output = readonly (Rolldown.OutputChunk | Rolldown.OutputAsset)[]

/** What each file is made of and brings along. */
const listed = (output: Output, root: string): Files =>
  output.flatMap((made) =>
    made.type === 'asset'
      ? []
      : [{
          file: made.fileName,
          imports: made.imports,
          later: made.dynamicImports,
          css: [...(made.viteMetadata?.importedCss ?? [])],
          modules: Object.keys(made.modules).concat(made.facadeModuleId ?? []).map((id) => id.replace(`${root}/`, '')),
        }],
  )

/** When a module is first needed by a role; a page, or a dialog, that is opened by itself is later than the room. */
const WHEN = ['first', 'room', 'anyTime', 'ahead', 'later', 'never'] as const
type When = (typeof WHEN)[number]

/**
 * What is one file: of the modules that a client needs first, in the room, and so on, those that a therapist needs at one
 * of these moments. Nobody is sent early what only the other needs, and few files are small: each has a head, and is
 * packed without knowing the others. What neither needs early is cut by the bundler itself.
 */
const TOGETHER: Readonly<Record<When, readonly (readonly When[])[]>> = {
  first: [['first', 'room', 'anyTime', 'ahead'], ['later', 'never']],
  room: [['first'], ['room', 'anyTime', 'ahead'], ['later', 'never']],
  anyTime: [['first', 'room'], ['anyTime', 'ahead', 'later', 'never']],
  ahead: [['first'], ['room'], ['anyTime', 'ahead'], ['later', 'never']],
  later: [['first'], ['room']],
  never: [['first'], ['room']],
}

/** The earliest first: what a module needs is never needed later than the module. */
const PARTS = WHEN.flatMap((client, c) => TOGETHER[client].map((therapist) => {
  const [earliest = 'never'] = therapist
  return { name: `${client}-${earliest}`, client, therapist, rank: c + WHEN.indexOf(earliest) }
})).sort((one, other) => one.rank - other.rank)

const SOCKET = /\/node_modules\/(@?socket|engine)\.io|\/signalling\/socket\.ts$/

const oneOf = (moments: readonly When[], moment: When | 'start'): boolean => moments.some((each) => each === moment)

/** Tells of every module when each role needs it first; `start`: on every page. */
function whenNeeded(files: Files): (role: 'client' | 'therapist', id: string) => When | 'start' {
  const modulesIn = (names: ReadonlySet<string>): Set<string> =>
    new Set(files.filter(({ file }) => names.has(file)).flatMap(({ modules }) => modules))
  const atOnce = (entries: readonly string[]): Set<string> => modulesIn(new Set(filesOf(files, entries)))
  const start = atOnce(['index.html'])
  const begins = new Set(filesOf(files, ['index.html']))
  const ever = (entries: readonly string[]): Set<string> => {
    const names = new Set(filesOf(files, entries))
    // A set that is walked visits what is added on the way. What starts every page may ask for either role's.
    for (const name of names) {
      const made = begins.has(name) ? undefined : files.find(({ file }) => file === name)
      for (const next of [...(made?.imports ?? []), ...(made?.later ?? [])]) names.add(next)
    }
    return modulesIn(names)
  }
  const of = ({ first, room, anyTime, ahead }: (typeof ROLES)['client']) => {
    const early = [...first, ...room]
    const all = [...early, ...anyTime, ...ahead]
    return { first: atOnce(first), room: atOnce(early), anyTime: atOnce([...early, ...anyTime]), ahead: atOnce(all), later: ever(all) }
  }
  const roles = { client: of(ROLES.client), therapist: of(ROLES.therapist) }
  return (role, id) => {
    if (start.has(id)) return 'start'
    return WHEN.find((when) => when !== 'never' && roles[role][when].has(id)) ?? 'never'
  }
}

/** `root`: of the app; `plugins`: what the thrown-away build is built with, once more and apart from the real one's. */
export function fewFiles(root: string, plugins: () => UserConfig['plugins']): Plugin {
  return {
    name: 'fermata:few-files',
    apply: 'build',
    async config(config, { mode }) {
      // One file for each set of entries that need it: nothing is joined, so that nothing seems needed that is not.
      const output = { codeSplitting: { groups: [{ name: 'each', entriesAware: true }] } }
      const tried = await build({
        configFile: false,
        root,
        mode,
        logLevel: 'error',
        plugins: plugins(),
        ...(config.resolve === undefined ? {} : { resolve: config.resolve }),
        build: { ...config.build, write: false, minify: false, cssMinify: false, manifest: false, rolldownOptions: { output } },
      })
      const outputs = (Array.isArray(tried) ? tried : [tried]) as { output: Output }[]
      const needed = whenNeeded(outputs.flatMap(({ output: made }) => listed(made, root)))
      const at = (id: string) => id.replace(`${root}/`, '')
      const groups = PARTS.flatMap(({ name, client, therapist }, i) => {
        const test = (id: string) => needed('client', at(id)) === client && oneOf(therapist, needed('therapist', at(id)))
        const part = { name, test, priority: 2 * (PARTS.length - i) }
        // The line to the server is wanted before the rest of the room.
        const socket = { name: 'socket', test: (id: string) => SOCKET.test(id) && test(id), priority: part.priority + 1 }
        return name === 'room-room' ? [socket, part] : [part]
      })
      const isStart = (id: string) => needed('client', at(id)) === 'start' && !/index\.html$|main\.tsx$/.test(id)
      return { build: { rolldownOptions: { output: { codeSplitting: { groups: [{ name: 'start', test: isStart, priority: 99 }, ...groups] } } } } }
    },
    generateBundle: {
      order: 'post',
      handler(_options, bundle) {
        this.emitFile({ type: 'asset', fileName: '.vite/files.json', source: JSON.stringify(listed(Object.values(bundle), root)) })
      },
    },
  }
}
