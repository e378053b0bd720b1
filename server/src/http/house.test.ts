import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { House } from '@fermata/shared/protocol'
import { THRESHOLDS } from '@fermata/shared/reflection'
import * as v from 'valibot'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { callAs } from '../../../test/support/practice/therapist.ts'
import { startServer } from '../../../test/support/server.ts'
import { readConfig } from '../config.ts'
import { readHouse } from '../house.ts'

let directory: string
beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'fermata-house-'))
})
afterAll(() => rm(directory, { recursive: true }))

async function fileOf(content: string, name = 'help.json'): Promise<string> {
  const file = join(directory, name)
  await writeFile(file, content)
  return file
}
const WORDING = { version: 'practice 2', text: 'What we keep, and why.' }
const LINE = { name: 'Night line', detail: 'Free, day and night', href: 'tel:+49800123456' }

describe('what the operator has set', () => {
  test('HO1 everybody may read it: where to turn, and where leaving quietly leads', async () => {
    const environment = { HELP_FILE: await fileOf(JSON.stringify([LINE])), QUIET_LEAVE: 'https://weather.example.org/', CONSENT_FILE: await fileOf(JSON.stringify(WORDING), 'consent.json'), PROMPTS: 'drop=15, running=4' }
    const server = await startServer({ environment })
    const house = v.parse(House, await (await callAs(server.origin, null)('GET', '/house')).json())
    expect(house).toEqual({ help: [LINE], quietWay: { way: 'address', address: 'https://weather.example.org/' }, consent: WORDING, prompts: { ...THRESHOLDS, drop: 15, running: 4 } })
    await server.dispose()
  })

  test('HO1 where nothing is set, Help is empty and our own plain page is taken', async () => {
    expect(await readHouse({ helpFile: null, consentFile: null, quietWay: { way: 'plainPage' }, prompts: THRESHOLDS })).toEqual({
      ok: true, house: { help: [], quietWay: { way: 'plainPage' }, consent: null, prompts: THRESHOLDS },
    })
  })

  test.each(['drop=4', 'low=101', 'drop', 'drop=15;low=3', 'total=1', 'drop=15,drop=20', 'least=6', 'running=1', 'low=2.5'])(
    'TR18 prompts set as %s keep the server from starting, with the form they have', (set) => {
      const read = readConfig({ PROMPTS: set })
      expect(read).toMatchObject({ ok: false, problem: expect.stringContaining('PROMPTS must be a few of drop=5…100') })
    },
  )

  test.each([
    ['no JSON', '{', 'it is not JSON'],
    ['a list of something else', '["112"]', 'at 0, '],
    ['a script for an address', JSON.stringify([{ ...LINE, href: 'javascript:alert(1)' }]), 'at 0.href, href must be a page'],
    ['nothing to call it by', JSON.stringify([LINE, { ...LINE, name: ' ' }]), 'at 1.name, name is empty'],
    ['too many', JSON.stringify(Array.from({ length: 13 }, () => LINE)), 'at most 12 places fit'],
  ])('HO2 a file with %s is refused with place and reason', async (_what, content, why) => {
    const read = await readHouse({ helpFile: await fileOf(content), consentFile: null, quietWay: { way: 'off' }, prompts: THRESHOLDS })
    expect(read).toMatchObject({ ok: false, problem: expect.stringContaining(`HELP_FILE cannot be used: ${why}`) })
  })

  test.each([
    ['no version', { text: 'What we keep' }, 'version'],
    ['an empty text', { version: '1', text: ' ' }, 'at text, text is empty'],
    ['a version too long to name', { version: 'x'.repeat(41), text: 'What we keep' }, 'at version, version is longer'],
  ])('HO2 a wording of what is kept with %s is refused with place and reason', async (_what, content, why) => {
    const read = await readHouse({ helpFile: null, consentFile: await fileOf(JSON.stringify(content), 'consent.json'), quietWay: { way: 'off' }, prompts: THRESHOLDS })
    expect(read).toMatchObject({ ok: false, problem: expect.stringContaining('CONSENT_FILE cannot be used: ') })
    expect(read).toMatchObject({ problem: expect.stringContaining(why) })
  })

  test('HO2 a server with a file that is not there, or another kind of address, does not start and says why', async () => {
    await expect(startServer({ environment: { HELP_FILE: join(directory, 'none.json') } })).rejects.toThrow('it cannot be read')
    await expect(startServer({ environment: { QUIET_LEAVE: 'http://plain.example.org' } })).rejects.toThrow('QUIET_LEAVE must be')
  })
})
