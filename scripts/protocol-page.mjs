// Writes docs/PROTOCOL.md out of the schemas: their shapes as valibot holds them, their meaning as the comments say it.
import { readFile } from 'node:fs/promises'

const protocol = new URL('../shared/src/protocol/', import.meta.url)

/** Chapters in reading order: the file of the schemas, and its title. */
const CHAPTERS = [
  ['handshake.ts', 'Connecting'],
  ['up.ts', 'What a browser says: `up`'],
  ['down.ts', 'What the server says unasked: `down`'],
  ['view.ts', 'Views of a room'],
  ['envelope.ts', 'Envelopes: what seats say to each other'],
  ['inside.ts', 'Inside an envelope'],
  ['../agreed/lobby-card.ts', 'Lobby card'],
  ['notes.ts', 'Room notes'],
  ['doorstep.ts', 'Inside bundle, knock and grant'],
  ['http.ts', 'Bodies of the HTTP interface'],
  ['house.ts', 'What the operator has set'],
  ['reflections.ts', 'Reflections'],
  ['../questionnaire/list.ts', 'Questionnaires'],
  ['../questionnaire/instrument.ts', 'One questionnaire'],
  ['../result.ts', 'Refusals'],
  ['../check-in/vocabulary.ts', 'Quiet signals'],
  ['fields.ts', 'Fields'],
  ['../ids.ts', 'Ids'],
]

const INTRODUCTION = `# Protocol

Written by \`npm run docs:protocol\` from the schemas in \`shared/src/protocol\`; a test keeps it up to date. Change the
schema, not this page.

Two ways lead to the server, both on its own origin. HTTP under \`/api\` carries setting up, signing in, the vault, rooms
and doors. One Socket.IO connection (WebSocket only, at most 64 KiB a frame) carries everything else: one event \`up\`
with an acknowledgement, one event \`down\`. Whatever arrives, on either side, is unknown until its schema has let it
through: exact keys, bounded sizes. Bytes travel as unpadded canonical base64url.`

/** `wire`: everything that shared exports as schema, by name. */
export async function protocolPage(wire) {
  const names = new Map(Object.entries(wire).flatMap(([name, value]) => (isSchema(value) ? [[value, name]] : [])))
  const chapters = []
  for (const [file, title] of CHAPTERS) chapters.push(chapter(title, await readFile(new URL(file, protocol), 'utf8'), wire, names))
  const version = await readFile(new URL('version.ts', protocol), 'utf8')
  const history = [...version.matchAll(/^ \* (\d+) {2}(.*)$/gm)].map(([, number, what]) => `| ${number} | ${what} |`)
  return [
    INTRODUCTION,
    `## Versions\n\nThis is version ${wire.PROTOCOL_VERSION}.\n\n| version | what it brought |\n|---|---|\n${history.join('\n')}`,
    ...chapters,
  ].join('\n\n') + '\n'
}

const isSchema = (value) => typeof value === 'object' && value !== null && value.kind === 'schema'

function chapter(title, text, wire, names) {
  const [, opening] = /^\s*\/\*\*([\s\S]*?)\*\//.exec(text) ?? []
  const parts = [...text.matchAll(/^export const (\w+) = [\s\S]*?(?=\n\n|\n(?:\/\*\*|export|const)|$(?![\s\S]))/gm)]
    .filter(([, name]) => isSchema(wire[name]) && !isPlain(wire[name]))
    .map(([body, name]) => entry(name, wire[name], commentBefore(text, `export const ${name} =`), body, names))
  return [`## ${title}`, prose(opening), plainRows(text, wire, names), ...parts].filter(Boolean).join('\n\n')
}

/** Schemas that are one value each, as rows. */
const isPlain = (schema) => schema.type === 'string' || schema.type === 'number'

function plainRows(text, wire, names) {
  const rows = [...names].filter(([schema, name]) => isPlain(schema) && text.includes(`export const ${name} =`)).map(([schema, name]) => {
    const meaning = prose(commentBefore(text, `export const ${name} =`)).replaceAll('\n', ' ')
    return `| <a id="${name.toLowerCase()}"></a>\`${name}\` | ${form(schema, new Map())} | ${meaning} |`
  })
  return rows.length > 0 ? `| name | form | |\n|---|---|---|\n${rows.join('\n')}` : ''
}

function entry(name, schema, comment, body, names) {
  const head = [`### ${name}`, prose(comment)]
  if (schema.type === 'strict_object') return [...head, fields(schema, body, names)].filter(Boolean).join('\n\n')
  if (schema.type !== 'variant') return [...head, form(schema, new Map(names).set(schema, null))].filter(Boolean).join('\n\n')
  if (schema.options.every((option) => names.has(option))) {
    return [...head, `One of ${schema.options.map((option) => linkTo(names.get(option))).join(', ')}, told apart by \`${schema.key}\`.`]
      .filter(Boolean).join('\n\n')
  }
  const options = schema.options.map((option) => {
    const tag = option.entries[schema.key].literal
    const meaning = commentBefore(body, new RegExp(`v\\.strictObject\\(\\{\\s*${schema.key}: v\\.literal\\('${tag}'\\)`))
    const rest = Object.keys(option.entries).filter((key) => key !== schema.key)
    const said = rest.map((key) => `\`${key}\`: ${form(option.entries[key], names)}`).join(' · ')
    return { tag, meaning: prose(meaning).replaceAll('\n', ' '), said }
  })
  const rows = options.map(({ tag, meaning, said }) => `| \`${tag}\` | ${said || '–'} | ${meaning} |`)
  return [...head, `| \`${schema.key}\` | with | means |\n|---|---|---|\n${rows.join('\n')}`].filter(Boolean).join('\n\n')
}

function fields({ entries }, body, names) {
  const rows = Object.entries(entries).map(([key, schema]) => {
    const meaning = prose(commentBefore(body, new RegExp(`^\\s*${key}: `, 'm'))).replaceAll('\n', ' ')
    return `| \`${key}\` | ${form(schema, names)} | ${meaning} |`
  })
  return `| field | form | |\n|---|---|---|\n${rows.join('\n')}`
}

const linkTo = (name) => `[${name}](#${name.toLowerCase()})`

/** A schema in a few words; by its name where it has one. */
function form(schema, names) {
  const name = names.get(schema)
  if (name) return linkTo(name)
  switch (schema.type) {
    case 'literal':
      return `\`${JSON.stringify(schema.literal).replaceAll('"', "'")}\``
    case 'picklist':
      return schema.options.map((option) => `\`${option}\``).join(' or ')
    case 'nullable':
      return `${form(schema.wrapped, names)} or \`null\``
    case 'array':
      return `list of ${form(schema.item, names)}${bounds(schema, 'entries')}`
    case 'strict_object':
      return `{ ${Object.entries(schema.entries).map(([key, value]) => `\`${key}\`: ${form(value, names)}`).join(', ')} }`
    case 'variant':
      return schema.options.map((option) => form(option, names)).join(' or ')
    case 'string':
      return `text${bounds(schema, 'letters')}`
    case 'number':
      return `${actions(schema).some(({ type }) => type === 'integer') ? 'whole number' : 'number'}${range(schema)}`
    case 'boolean':
      return '`true` or `false`'
    default:
      throw new Error(`the protocol page cannot describe ${schema.type}`)
  }
}

const actions = (schema) => (schema.pipe ?? []).filter(({ kind }) => kind !== 'schema')
const requirement = (schema, type) => nested(schema).find((action) => action.type === type)?.requirement
/** Actions of a pipe, and of the pipes it begins with. */
const nested = (schema) => (schema.pipe ?? []).flatMap((part) => (part.kind === 'schema' && part !== schema && part.pipe ? nested(part) : [part]))

function bounds(schema, unit) {
  const [least, most, exactly, pattern] = ['min_length', 'max_length', 'length', 'regex'].map((type) => requirement(schema, type))
  const said = []
  if (exactly !== undefined) said.push(`${exactly} ${unit}`)
  if (least !== undefined) said.push(`at least ${least}`)
  if (most !== undefined) said.push(`at most ${most} ${unit}`)
  if (pattern !== undefined) said.push(`\`${String(pattern).replaceAll('|', '\\|')}\``)
  return said.length > 0 ? ` (${said.join(', ')})` : ''
}

function range(schema) {
  const [least, most] = [requirement(schema, 'min_value'), requirement(schema, 'max_value')]
  return least === undefined && most === undefined ? '' : ` from ${least} to ${most}`
}

/** The comment that ends right before `mark`; empty when there is none. */
function commentBefore(text, mark) {
  const at = typeof mark === 'string' ? text.indexOf(mark) : text.search(mark)
  const before = at < 0 ? '' : text.slice(0, at).trimEnd()
  if (!before.endsWith('*/')) return ''
  return before.slice(before.lastIndexOf('/**') + 3, -2)
}

/** A comment as text. */
const prose = (comment = '') => comment.split('\n').map((line) => line.replace(/^\s*\* ?/, '').trim()).join('\n').trim()
