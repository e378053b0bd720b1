import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { ManualClock } from '../../../../../test/support/manual-clock.ts'
import { DEADLINE_MS, StoreUnavailable } from '../../port.ts'
import { Engine } from './engine.ts'

let directory: string
let clock: ManualClock
let engine: Engine
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'fermata-store-'))
  clock = new ManualClock()
  engine = new Engine(directory, clock)
})
afterEach(async () => {
  await engine.close()
  await rm(directory, { recursive: true })
})

test('P1 atomic: a change that fails half-way leaves nothing, and its neighbours in the same commit stand', async () => {
  const failing = engine.write((tables) => {
    tables.erased.putSync('half', 1)
    throw new Error('half-way')
  })
  const neighbours = ['one', 'two'].map((key) => engine.write((tables) => tables.erased.putSync(key, 1)))
  await expect(failing).rejects.toThrow(StoreUnavailable)
  await Promise.all(neighbours)
  expect(await engine.read((tables) => Array.from(tables.erased.getKeys()))).toEqual(['one', 'two'])
})

test('P6 unavailable: a write without an answer is given up at the deadline; one with an answer leaves no timer', async () => {
  const slow = engine.write((tables) => tables.erased.putSync('slow', 1))
  clock.advance(DEADLINE_MS)
  await expect(slow).rejects.toThrow(StoreUnavailable)
  await engine.write((tables) => tables.erased.putSync('quick', 1))
  expect(clock.waiting).toBe(0)
})

const put = (of: Engine, key: string) => of.write((tables) => tables.erased.putSync(key, 1))
const keys = (of: Engine) => of.read((tables) => Array.from(tables.erased.getKeys()))

test('ST40 a write that comes alone waits for none; those that come soon after it are committed together', async () => {
  const pacing = new Engine(await mkdtemp(join(directory, 'pacing-')), clock, 5)
  await put(pacing, 'alone')
  const answered: string[] = []
  const soon = ['one', 'two'].map((key) => put(pacing, key).then(() => answered.push(key)))
  clock.advance(4)
  await put(engine, 'elsewhere')
  expect([await keys(pacing), answered]).toEqual([['alone'], []])
  clock.advance(1)
  await Promise.all(soon)
  expect(await keys(pacing)).toEqual(['alone', 'one', 'two'])
  await pacing.close()
})

test('ST40 a write that waits for others when the store begins to be compacted is in the new file', async () => {
  const pacing = new Engine(await mkdtemp(join(directory, 'pacing-')), clock, 5)
  await put(pacing, 'before')
  const waiting = put(pacing, 'waiting')
  const compacting = pacing.compact()
  clock.advance(5)
  expect(await compacting).toBe('compacted')
  await waiting
  expect(await keys(pacing)).toEqual(['before', 'waiting'])
  await pacing.close()
})
