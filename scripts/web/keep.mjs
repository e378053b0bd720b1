/**
 * Files of the build before stay for 48 hours: a page that was open when the server was renewed may still ask for them.
 * When each was replaced stands in a list beside them.
 */
import { copyFile, mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

/** Longer than any page of a session is open, ms. */
export const KEPT_FOR = 48 * 60 * 60 * 1_000
const LIST = '.replaced.json'

const namesIn = (folder) => readdir(folder).catch(() => [])
const listIn = (web) => readFile(join(web, LIST), 'utf8').then(JSON.parse, () => ({}))

/** Before a build, which empties `web`: puts what is there aside. Returns what brings it back afterwards. */
export async function setAside(web, now) {
  const aside = `${web}-before`
  const replaced = await listIn(web)
  await rm(aside, { recursive: true, force: true })
  await rename(join(web, 'assets'), aside).catch(() => undefined)
  return async () => {
    const assets = join(web, 'assets')
    await mkdir(assets, { recursive: true })
    const fresh = new Set(await namesIn(assets))
    const kept = {}
    for (const name of await namesIn(aside)) {
      const since = replaced[name] ?? now
      if (fresh.has(name) || now - since >= KEPT_FOR) continue
      await copyFile(join(aside, name), join(assets, name))
      kept[name] = since
    }
    await writeFile(join(web, LIST), JSON.stringify(kept))
    await rm(aside, { recursive: true, force: true })
  }
}
