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
