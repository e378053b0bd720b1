/** A camera whose picture never changes: a file of one frame, which Chromium shows over and over. */
import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const [WIDTH, HEIGHT] = [640, 480]

/** Writes the file, and gives the browser's switch for it. One tone all over: it looks the same at every size and quality. */
export function stillCamera(): string {
  const frame = Buffer.concat([Buffer.alloc(WIDTH * HEIGHT, 0x60), Buffer.alloc((WIDTH * HEIGHT) / 2, 0x80)])
  const file = join(mkdtempSync(join(tmpdir(), 'fermata-still-')), 'still.y4m')
  writeFileSync(file, Buffer.concat([Buffer.from(`YUV4MPEG2 W${WIDTH} H${HEIGHT} F10:1 Ip A1:1 C420jpeg\nFRAME\n`), frame]))
  return `--use-file-for-fake-video-capture=${file}`
}
