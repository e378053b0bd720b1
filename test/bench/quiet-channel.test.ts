/** How long a quiet signal takes, on loopback, both pages in one Chromium with cameras of ten frames a second. */
import { test } from 'vitest'
import { useStage } from '../e2e/people/stage.ts'
import { report } from './figures.ts'
import { tapToPaint } from './taps.ts'

const stage = useStage()
const TAPS = Number(process.env['TAPS'] ?? 300)

test('tap → cue painted', async () => {
  const { client } = await stage.inSession('Taps')
  const taken = await tapToPaint(client, stage.therapist, TAPS)
  report('tap → cue painted', taken, 'p50 ≤ 20 ms, p99 ≤ 70 ms')
})
