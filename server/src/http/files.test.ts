/** Files of the built app, and what is said of this server to those who look for a contact. */
import { createServer } from 'node:http'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DAY } from '@fermata/shared/clock'
import express from 'express'
import { expect, onTestFinished, test } from 'vitest'
import { startServer } from '../../../test/support/server.ts'
import { assets } from './assets.ts'
import { setHeadersFirst } from './headers.ts'

const HASH = `sha256-${'A'.repeat(43)}=`

/** Serves a build of one script, its page and the icon. */
async function serving(): Promise<string> {
  const web = await mkdtemp(join(tmpdir(), 'fermata-files-'))
  for (const folder of ['assets', '.vite']) await mkdir(join(web, folder))
  for (const file of ['assets/app-1234.js', 'assets/app-1234.js.br', 'icon.svg', 'client.html']) await writeFile(join(web, file), file)
  await writeFile(join(web, '.vite/pages.json'), JSON.stringify({ importMap: HASH }))
  const origin = () => new URL('https://rooms.example.org')
  const server = createServer(express().disable('x-powered-by').use(assets(web, origin)))
  setHeadersFirst(server, origin)
  server.listen(0)
  await once(server, 'listening')
  onTestFinished(async () => {
    server.closeAllConnections()
    server.close()
    await rm(web, { recursive: true })
  })
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

const headOf = async (address: string): Promise<Record<string, string>> => {
  const response = await fetch(address)
  await response.text()
  const { date: _date, connection: _connection, 'keep-alive': _alive, 'content-length': _length, ...said } = Object.fromEntries(response.headers)
  return said
}

test('HT227 a file that a page fetches is kept for a year, and its head says nothing that is the page’s business', async () => {
  const at = await serving()
  expect(await headOf(`${at}/assets/app-1234.js`)).toEqual({
    'cache-control': 'max-age=31536000, immutable',
    'content-type': 'text/javascript; charset=utf-8',
    'cross-origin-resource-policy': 'same-origin',
    'x-content-type-options': 'nosniff',
  })
  expect((await headOf(`${at}/icon.svg`))['cache-control']).toBe('max-age=86400')
  expect((await headOf(`${at}/r/room`))['cache-control']).toBe('no-store')
})

test('HT228 a page lets run what the build knows: its import map by its hash, every script by the map', async () => {
  const head = await headOf(`${await serving()}/r/room`)
  expect(head['content-security-policy']).toContain(`script-src 'self' '${HASH}';`)
  expect(head['integrity-policy']).toBe('blocked-destinations=(script)')
})

test('HT229 security.txt names the contact that was set, until a day within a year; without one there is none', async () => {
  const [named, unnamed] = await Promise.all([
    startServer({ environment: { SECURITY_CONTACT: 'mailto:security@example.org' } }), startServer(),
  ])
  onTestFinished(async () => {
    await Promise.all([named.dispose(), unnamed.dispose()])
  })
  const response = await fetch(`${named.origin}/.well-known/security.txt`)
  expect(response.headers.get('content-type')).toBe('text/plain; charset=utf-8')
  const fields = Object.fromEntries((await response.text()).trim().split('\n').map((line) => line.split(/: (.*)/).slice(0, 2) as [string, string]))
  expect(fields).toMatchObject({ Contact: 'mailto:security@example.org', Canonical: `${named.origin}/.well-known/security.txt` })
  const days = (Date.parse(fields['Expires'] ?? '') - Date.now()) / DAY
  expect([days > 30, days < 365]).toEqual([true, true])
  expect((await fetch(`${unnamed.origin}/.well-known/security.txt`)).status).toBe(404)
})
