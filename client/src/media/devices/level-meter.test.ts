import { expect, test } from 'vitest'
import { loudness } from './level-meter.ts'

const constant = (value: number) => new Float32Array(64).fill(value)

test.each([[0, 0], [0.0005, 0], [1, 1]])('a level of %f shows as %f', (rms, shown) => expect(loudness(constant(rms))).toBe(shown))
test('quiet speech shows above the middle', () => expect(loudness(constant(0.05))).toBeGreaterThan(0.5))
test('no samples are silence', () => expect(loudness(new Float32Array(0))).toBe(0))
