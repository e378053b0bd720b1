/**
 * What the therapist's other page loads need of a grant: the session secret, and what the knock said. Sealed under
 * the vault, kept by the server with the grant until the session's data go.
 */
import type { GrantId, RandomSource } from '@fermata/shared/ids'
import { Bytes32, LobbyCard } from '@fermata/shared/protocol'
import * as v from 'valibot'
import { openKept, sealKept, type Vault } from '../../crypto/vault/vault.ts'

const KeptSecret = v.strictObject({
  secret: Bytes32,
  /** The therapist's nonce and the commitment to the client's, for the spoken code. */
  nonce: Bytes32,
  sasCommit: Bytes32,
  clientCertificate: Bytes32,
  card: LobbyCard,
})
export type KeptSecret = v.InferOutput<typeof KeptSecret>

export const keep = (vault: Vault, grant: GrantId, kept: KeptSecret, random: RandomSource): Promise<string> =>
  sealKept(vault, grant, JSON.stringify(kept), random)

/** `null` unless this vault sealed it for this grant. */
export async function readKept(vault: Vault, grant: GrantId, box: string): Promise<KeptSecret | null> {
  const text = await openKept(vault, grant, box)
  if (text === null) return null
  const parsed = v.safeParse(KeptSecret, JSON.parse(text))
  return parsed.success ? parsed.output : null
}
