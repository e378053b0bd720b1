// Compiles the catalogues in messages/en into typed functions (client/src/i18n/generated), and with them the pseudo
// locale ar-XB: the English sentences accented, a third longer, in brackets, laid out right to left. It shows at a
// glance what is not in a catalogue, what does not fit and what does not mirror.
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { compile } from '@inlang/paraglide-js'
import { OURS } from './ours.mjs'

const client = fileURLToPath(new URL('..', import.meta.url))
const from = join(client, 'messages/en')
const to = join(client, 'messages/ar-XB')

const ACCENTS = { a: 'áa', e: 'ée', i: 'íi', o: 'óo', u: 'úu', A: 'Á', E: 'É', I: 'Í', O: 'Ó', U: 'Ú', n: 'ñ', c: 'ç', y: 'ý' }

/** Accents letters outside {placeholders} and brackets the whole; Latin-1 only, so that the usual font is measured. */
const pseudo = (text) =>
  `[${text.split(/(\{[^}]*\})/).map((part) => (part.startsWith('{') ? part : part.replace(/[a-zA-Z]/g, (l) => ACCENTS[l] ?? l))).join('')}]`

const pseudoMessage = (message) => {
  if (typeof message === 'string') return pseudo(message)
  return message.map((form) => ({
    ...form,
    match: Object.fromEntries(Object.entries(form.match).map(([when, text]) => [when, pseudo(text)])),
  }))
}

await rm(to, { recursive: true, force: true })
await mkdir(to, { recursive: true })
for (const file of await readdir(from)) {
  const messages = JSON.parse(await readFile(join(from, file), 'utf8'))
  const changed = Object.fromEntries(Object.entries(messages).map(([key, message]) => [key, pseudoMessage(message)]))
  await writeFile(join(to, file), JSON.stringify(changed, null, 2))
}

await compile({
  project: join(client, 'project.inlang'),
  outdir: join(client, 'src/i18n/generated'),
  strategy: ['globalVariable', 'baseLocale'],
  isServer: 'false',
  emitReadme: false,
  emitPrettierIgnore: false,
  emitGitIgnore: false,
})

// What a person wrote, or what comes from outside, is marked as such by the sentence that carries it.
const messages = join(client, 'src/i18n/generated/messages')
for (const file of await readdir(messages)) {
  const path = join(messages, file)
  const compiled = await readFile(path, 'utf8')
  const marked = compiled.replace(/\$\{i\?\.(\w+)\}/g, (given, name) => (OURS.has(name) ? given : `\${verbatim(i?.${name})}`))
  if (marked !== compiled) await writeFile(path, `import { verbatim } from '../../verbatim.ts';\n${marked}`)
}
// The compiler leaves timers behind that would keep this process for half a minute more.
process.exit()
