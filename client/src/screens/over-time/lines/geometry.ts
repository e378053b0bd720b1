/** Where the points of a row stand, for the page and for the saved picture alike. */
import type { Line } from '@fermata/shared/reflection'

/** The size that a row is drawn in; it is stretched to the width there is. */
export const ROW = { width: 560, height: 60 } as const
/** Room for a dot at both ends, above and below. */
const [SIDE, ENDS] = [14, 6]

/** Across: the session at `index` of `count`, evenly laid out; a single one stands where the newest always stands. */
export const across = (index: number, count: number): number =>
  count < 2 ? ROW.width - SIDE : SIDE + (index * (ROW.width - 2 * SIDE)) / (count - 1)

/** Down: an answer from 0 to 100. */
export const down = (value: number): number => ROW.height - ENDS - (value * (ROW.height - 2 * ENDS)) / 100

/** A line as the commands of a path. */
export const path = ({ points }: Pick<Line, 'points'>, count: number): string =>
  points.map(({ index, value }, n) => `${n === 0 ? 'M' : 'L'}${across(index, count).toFixed(1)} ${down(value).toFixed(1)}`).join('')

/** Each point as a stroke without length: round ends make it a dot. */
export const dots = (points: Line['points'], count: number): string =>
  points.map(({ index, value }) => `M${across(index, count).toFixed(1)} ${down(value).toFixed(1)}h.001`).join('')

/** From where to where a line's range is drawn. */
export function band({ stretch, range }: Line, count: number): { x: number; y: number; width: number; height: number } | null {
  if (range === null) return null
  const from = stretch.from === 0 ? 0 : across(stretch.from, count) - SIDE / 2
  const to = stretch.to === count - 1 ? ROW.width : across(stretch.to, count) + SIDE / 2
  return { x: from, y: down(range.high), width: to - from, height: down(range.low) - down(range.high) }
}
