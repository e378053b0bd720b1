/** One page for each role, beside the common one: it names its files at once, so that they are fetched side by side. */
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { filesOf, readFiles, ROLES } from './roles.mjs'

const linkTo = (file) =>
  file.endsWith('.css')
    ? `<link rel="stylesheet" crossorigin href="/${file}">`
    : `<link rel="modulepreload" crossorigin href="/${file}">`

export async function writePages(web) {
  const common = await readFile(join(web, 'index.html'), 'utf8')
  const made = await readFiles(web)
  for (const [role, { first }] of Object.entries(ROLES)) {
    const missing = filesOf(made, first).filter((file) => !common.includes(`/${file}"`))
    await writeFile(join(web, `${role}.html`), common.replace('</head>', `${missing.map(linkTo).join('')}</head>`))
  }
}
