import { type Item, type Past, trendOf } from '@fermata/shared/reflection'
import type { SessionId } from '@fermata/shared/ids'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { across, band, dots, down, path, ROW } from './geometry.ts'

const past = fc.array(
  fc.record({ value: fc.option(fc.integer({ min: 0, max: 20 }).map((n) => n * 5)), mode: fc.constantFrom('line', 'words') }), { minLength: 1, maxLength: 40 },
).map((all) => all.map(({ value, mode }, n): Past<Item> => ({
  session: `s${n}` as SessionId, at: n, questionnaire: 'q', mode,
  answers: { safe: value, understood: null, aims: null, way: null, sayable: null, overall: null },
})))
const places = (d: string): [number, number][] =>
  [...d.matchAll(/[ML]([\d.]+) ([\d.]+)/g)].map(([, x, y]) => [Number(x), Number(y)])

test('TR11 every answer is drawn once, within its row, later ones further along, higher ones higher', () => {
  fc.assert(fc.property(past, (all) => {
    const { rows: [row] } = trendOf(all, ['safe'])
    const drawn = row?.lines.flatMap((line) => places(path(line, all.length))) ?? []
    const answered = all.flatMap(({ answers }, n) => (answers.safe === null ? [] : [{ n, value: answers.safe }]))
    expect(drawn.length).toBe(answered.length)
    expect(row?.lines.flatMap((line) => places(dots(line.points, all.length)))).toEqual(drawn)
    for (const [n, [x, y]] of drawn.entries()) {
      expect(x >= 0 && x <= ROW.width && y >= 0 && y <= ROW.height).toBe(true)
      const before = drawn[n - 1]
      if (before !== undefined) expect(x).toBeGreaterThan(before[0])
    }
    for (const line of row?.lines ?? []) {
      const range = band(line, all.length)
      expect(range === null).toBe(line.range === null)
      if (range !== null) expect(range.x >= 0 && range.x + range.width <= ROW.width + 0.001 && range.height >= 0).toBe(true)
    }
  }), { seed: 7 })
  expect(down(80)).toBeLessThan(down(20))
  expect(across(0, 1)).toBe(across(7, 8))
})
