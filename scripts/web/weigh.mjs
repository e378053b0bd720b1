/**
 * What the built app weighs for each role, as it goes over the wire, beside what it may weigh (docs/benchmarks.md).
 * `npm run bench:weight` prints it, and fails when a client's page is too heavy; the build says so.
 */
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { brotliCompressSync, gzipSync } from 'node:zlib'
import { filesOf, readFiles, ROLES } from './roles.mjs'

/** Bytes, gzip: scripts until the lobby can be used, and scripts of lobby and room together. */
const FIRST_AT_MOST = 110_000
const ROOM_AT_MOST = 170_000
/**
 * Bytes on the wire, brotli, until two people are in session: scripts, styles, the page and the one font that a Latin page
 * asks for, each with the head of its answer. What is opened by a press, and what comes after the session, is fetched in the lobby's idle time and not in it;
 * that sum is printed beside it.
 */
const ALL_AT_MOST = 200 * 1024

/** The heads of answers as this server sends them over HTTP/1.1, bytes: of a file, and of a page, which has the policies. */
const HEAD = { file: 337, page: 1_337 }

const FONT = /commissioner-latin-wght/

export async function weigh(web) {
  const made = await readFiles(web)
  const sizes = new Map()
  const sizeOf = async (file) => {
    if (!sizes.has(file)) {
      const plain = await readFile(join(web, file))
      const isPacked = file.endsWith('.woff2')
      sizes.set(file, isPacked ? { gzip: plain.length, brotli: plain.length } : { gzip: gzipSync(plain, { level: 9 }).length, brotli: brotliCompressSync(plain).length })
    }
    return sizes.get(file)
  }
  const sum = async (files, how) => {
    const all = await Promise.all(files.map(sizeOf))
    return all.reduce((total, size) => total + size[how], 0)
  }
  const onTheWire = async (page, files) =>
    (await sum([page, ...files], 'brotli')) + HEAD.page + HEAD.file * files.length
  const font = `assets/${(await readdir(join(web, 'assets'))).find((name) => FONT.test(name))}`
  const scripts = (files) => files.filter((file) => file.endsWith('.js'))
  const weights = []
  for (const [role, { first, room, anyTime, ahead }] of Object.entries(ROLES)) {
    const [early, whole, visit] = [first, [...first, ...room], [...first, ...room, ...anyTime, ...ahead]].map((entries) => filesOf(made, entries))
    const budget = role === 'client'
    weights.push(
      { role, what: 'scripts until the first page can be used, gzip', bytes: await sum(scripts(early), 'gzip'), atMost: budget ? FIRST_AT_MOST : null },
      { role, what: 'scripts of first page and room, gzip', bytes: await sum(scripts(whole), 'gzip'), atMost: budget ? ROOM_AT_MOST : null },
      { role, what: 'everything until both are in session, brotli', bytes: await onTheWire(`${role}.html`, [font, ...whole]), atMost: budget ? ALL_AT_MOST : null },
      { role, what: 'the same with what is fetched ahead, brotli', bytes: await onTheWire(`${role}.html`, [font, ...visit]), atMost: null },
    )
  }
  return weights
}

const line = ({ role, what, bytes, atMost }) =>
  `${role.padEnd(10)} ${what.padEnd(50)} ${(bytes / 1000).toFixed(1).padStart(7)} kB${atMost === null ? '' : `  at most ${(atMost / 1000).toFixed(1)}`}`

export const tooHeavy = (weights) => weights.filter(({ bytes, atMost }) => atMost !== null && bytes > atMost).map(line)

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const weights = await weigh(fileURLToPath(new URL('../../client/dist/web', import.meta.url)))
  console.log(weights.map(line).join('\n'))
  if (tooHeavy(weights).length > 0) process.exitCode = 1
}
