/**
 * Every script of the app known by its hash (docs/decisions/0046): an import map, inline in each page, names the hash of
 * each; the pages' own links carry theirs. Of the map itself the server is told the hash, for its content security policy.
 */
import { createHash } from 'node:crypto'
import { readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

export const hashOf = (content) => `sha256-${createHash('sha256').update(content).digest('base64')}`

/** The page with the map before its first script, and the hash beside the address of every script it names. */
export function withIntegrity(html, map, hashes) {
  const named = html.replace(/(<(?:script|link)\b[^>]*?\b(?:src|href)="([^"]+\.js)")/g, (whole, _tag, file) => {
    if (hashes[file] === undefined) throw new Error(`a page names ${file}, which is not in the build`)
    return `${whole} integrity="${hashes[file]}"`
  })
  return named.replace(/(?=<script\b)/, `<script type="importmap">${map}</script>`)
}

/** Changes the built pages in `web`, before copies of them are packed. */
export async function addIntegrity(web) {
  const scripts = (await readdir(join(web, 'assets'))).filter((name) => name.endsWith('.js')).sort()
  const hashes = Object.fromEntries(
    await Promise.all(scripts.map(async (name) => [`/assets/${name}`, hashOf(await readFile(join(web, 'assets', name)))])),
  )
  const map = JSON.stringify({ integrity: hashes })
  for (const name of await readdir(web)) {
    if (!name.endsWith('.html')) continue
    const html = await readFile(join(web, name), 'utf8')
    if (html.includes('<script')) await writeFile(join(web, name), withIntegrity(html, map, hashes))
  }
  await writeFile(join(web, '.vite/pages.json'), JSON.stringify({ importMap: hashOf(map) }))
}
