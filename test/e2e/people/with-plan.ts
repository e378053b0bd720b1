import type { Client } from './client.ts'
import type { Stage } from './stage.ts'

/** In session, with a number given at the door for the case that they are cut off. */
export async function withPlan({ therapist, client: newClient }: Stage, room: string): Promise<{ client: Client; link: string }> {
  const link = await therapist.makeRoom(room)
  const client = await newClient()
  await client.openLink(link)
  await client.page.getByLabel('Your number, if we are cut off').fill('0170 555 01')
  await client.join()
  await therapist.admit(room)
  await Promise.all([client.together(), therapist.together()])
  return { client, link }
}
