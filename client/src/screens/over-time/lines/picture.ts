/** The rows as a picture to save: drawn here, from the same places as on the page, and sent nowhere. */
import type { Line, Trend } from '@fermata/shared/reflection'
import { day } from '../../../i18n/format.ts'
import { dir } from '../../../i18n/locale.ts'
import { m } from '../../../i18n/messages.ts'
import { across, band, dots, down, path, ROW } from './geometry.ts'
import type { Whose } from '../view.ts'
import { leadOf, standingInWords, type Wording } from '../words.ts'

/** In CSS pixels; drawn twice as fine. */
const [WIDTH, MARGIN, HEAD, EACH, FOOT, FINE] = [1048, 40, 96, 66, 72, 2]
/** Where a row's drawing and its closing words begin. */
const [DRAWING, NOTE] = [MARGIN + 234, MARGIN + 234 + ROW.width + 24]

export async function savePicture(trend: Trend, wording: Wording, whose: Whose, save: (name: string, file: Blob) => void): Promise<void> {
  const canvas = document.createElement('canvas')
  canvas.width = WIDTH * FINE
  canvas.height = (HEAD + trend.rows.length * EACH + FOOT) * FINE
  const context = canvas.getContext('2d')
  if (context === null) return
  await document.fonts.ready
  context.scale(FINE, FINE)
  draw(context, trend, wording, whose)
  const file = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/png'))
  if (file !== null) save(`${m.over_time_file()}.png`, file)
}

/** The page's own colours and letters: a picture saved in the evening is an evening's picture. */
function look() {
  const style = getComputedStyle(document.documentElement)
  const of = (name: string) => style.getPropertyValue(name).trim()
  return { page: of('--page'), ink: of('--ink'), dim: of('--ink-2'), line: of('--line'), range: of('--sunk'), font: of('--font') }
}

function draw(context: CanvasRenderingContext2D, { sessions, rows }: Trend, wording: Wording, whose: Whose): void {
  const { page, ink, dim, line, range, font } = look()
  const isRtl = dir() === 'rtl'
  const count = sessions.length
  const write = (text: string, x: number, y: number, size: number, colour: string, weight = 400): void => {
    context.font = `${weight} ${size}px ${font}`
    context.fillStyle = colour
    context.direction = dir()
    context.textAlign = isRtl ? 'right' : 'left'
    context.fillText(text, isRtl ? WIDTH - x : x, y)
  }
  const rule = (y: number): void => {
    context.fillStyle = line
    context.fillRect(MARGIN, y, WIDTH - 2 * MARGIN, 1)
  }
  /** Within the place of one row's drawing, mirrored where time runs from right to left. */
  const inRow = (top: number, act: () => void): void => {
    context.save()
    context.translate(isRtl ? WIDTH - DRAWING : DRAWING, top + (EACH - ROW.height) / 2)
    if (isRtl) context.scale(-1, 1)
    act()
    context.restore()
  }
  const stroke = (d: string, width: number, colour: string): void => {
    context.strokeStyle = colour
    context.lineWidth = width
    context.lineCap = 'round'
    context.lineJoin = 'round'
    context.stroke(new Path2D(d))
  }
  const drawLine = (each: Line): void => {
    const place = band(each, count)
    if (place !== null) {
      context.fillStyle = range
      context.fillRect(place.x, place.y, place.width, place.height)
    }
    stroke(path(each, count), 1.6, dim)
    stroke(dots(each.points, count), 5, ink)
  }

  context.fillStyle = page
  context.fillRect(0, 0, WIDTH, HEAD + rows.length * EACH + FOOT)
  write(whose.seat === 'therapist' ? m.reflections_title({ client: whose.client }) : m.over_time_own_title(), MARGIN, 48, 26, ink, 500)
  write(leadOf(whose, wording, count), MARGIN, 74, 15, dim)
  for (const [n, row] of rows.entries()) {
    const top = HEAD + n * EACH
    rule(top)
    write(wording.name(row.item), MARGIN, top + EACH / 2 + 6, 17, ink, 500)
    inRow(top, () => {
      row.lines.forEach(drawLine)
      if (row.newest === null) return
      const newest = `M${across(count - 1, count)} ${down(row.newest)}h.001`
      stroke(newest, row.standing === 'lower' ? 15 : 11, ink)
      if (row.standing === 'lower') stroke(newest, 10, page)
    })
    write(standingInWords(row.standing), NOTE, top + EACH / 2 + 6, 15, row.standing === 'lower' ? ink : dim, row.standing === 'lower' ? 600 : 400)
  }
  const end = HEAD + rows.length * EACH
  rule(end)
  const [first, last] = [sessions[0], sessions.at(-1)]
  if (first !== undefined && last !== undefined) {
    write(`${day(first.at, last.at)} – ${day(last.at, last.at)}`, DRAWING, end + 22, 13, dim)
  }
  write(m.reflection_notice(), MARGIN, end + 52, 13, dim)
}
