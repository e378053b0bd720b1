import { setTimeout as time } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { percentile, report } from '../bench/figures.ts'
import { movesAgain, useTwoNetworks, watchFrames } from './two-networks.ts'

const both = useTwoNetworks()
const ROUNDS = Number(process.env['ROUNDS'] ?? 10)
/** A busy machine takes longer than the figure; a link that comes back only by chance takes much longer. */
const ON_A_BUSY_MACHINE = 3

/** How long both pictures took to move again after each fault was over. */
async function each(fault: () => Promise<void> | void, atMost: number): Promise<{ client: number[]; therapist: number[] }> {
  const took = { client: [] as number[], therapist: [] as number[] }
  const { client, therapist } = both
  for (const { page } of [client, therapist]) await watchFrames(page)
  for (let round = 0; round < ROUNDS; round++) {
    await fault()
    const over = Date.now()
    const [atClient, atTherapist] = await Promise.all([movesAgain(client.page, over), movesAgain(therapist.page, over)])
    took.client.push(atClient - over)
    took.therapist.push(atTherapist - over)
    await Promise.all([client.together(), therapist.together()])
  }
  for (const values of Object.values(took)) expect(percentile(values, 0.5)).toBeLessThan(ON_A_BUSY_MACHINE * atMost)
  return took
}

test('ME25 after twenty seconds without a network the picture is back within a second', async () => {
  const twentySecondsWithout = async (): Promise<void> => {
    both.wire.cut()
    await time(20_000)
    both.wire.heal()
  }
  const { client, therapist } = await each(twentySecondsWithout, 1_000)
  report('20 s without network → picture at the client', client, 'p50 ≤ 1 s')
  report('20 s without network → picture at the therapist', therapist, 'p50 ≤ 1 s')
})

test('ME25 after a change of address the picture is back within three seconds', async () => {
  const { client, therapist } = await each(() => both.wire.readdress(), 3_000)
  report('change of address → picture at the client', client, 'p50 ≤ 3 s')
  report('change of address → picture at the therapist', therapist, 'p50 ≤ 3 s')
})
