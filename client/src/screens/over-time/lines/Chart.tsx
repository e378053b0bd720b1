import { memo } from 'react'
import type { Line, Row } from '@fermata/shared/reflection'
import { across, band, dots, down, path, ROW } from './geometry.ts'
import { rowInWords, type Wording } from '../words.ts'
import css from './Lines.module.css'

/** From so many sessions on, single answers stand too close to be told apart as dots. */
const DOTS_AT_MOST = 60

interface ChartProps {
  row: Row
  count: number
  wording: Wording
  /** The therapist's own side, on their page alone. */
  own: readonly Line['points'][]
}

/** One row as a line over this client's own range; the newest answer is larger, and a ring where it is lower than usual. */
export const Chart = memo(function Chart({ row, count, own, wording }: ChartProps) {
  const newest = row.newest === null ? null : `M${across(count - 1, count)} ${down(row.newest)}h.001`
  return (
    <svg className={css['chart']} viewBox={`0 0 ${ROW.width} ${ROW.height}`} preserveAspectRatio="none" role="img" aria-label={rowInWords(row, wording, own.at(-1)?.at(-1)?.value ?? null)}>
      {row.lines.map((line) => {
        const range = band(line, count)
        return (
          <g key={line.stretch.from}>
            {range && <rect className={css['range']} {...range} />}
            {range && <path className={css['edge']} d={`M${range.x} ${range.y}h${range.width}M${range.x} ${range.y + range.height}h${range.width}`} />}
            <path className={css['line']} d={path(line, count)} />
            {count <= DOTS_AT_MOST && <path className={css['dot']} d={dots(line.points, count)} />}
          </g>
        )
      })}
      {own.map((points) => (
        <g key={points[0]?.index} data-own-line="">
          <path className={css['ownLine']} d={path({ points }, count)} />
          {count <= DOTS_AT_MOST && <path className={css['ownMark']} d={dots(points, count)} />}
          {count <= DOTS_AT_MOST && <path className={css['ownHole']} d={dots(points, count)} />}
        </g>
      ))}
      {newest !== null && <path className={css[row.standing === 'lower' ? 'ring' : 'newest']} d={newest} />}
      {newest !== null && row.standing === 'lower' && <path className={css['hole']} d={newest} />}
    </svg>
  )
})
