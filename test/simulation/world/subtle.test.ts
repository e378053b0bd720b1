import { expect, test } from 'vitest'
import { admitted, seeded } from '../../../client/src/crypto/testing/fixtures.ts'
import { withoutThreads } from './subtle.ts'

// What the app's own tests ask of the platform's cryptography is asked of the simulation's.
withoutThreads()
await import('../../../client/src/crypto/primitives/box.test.ts')
await import('../../../client/src/crypto/sealed/envelope.test.ts')
await import('../../../client/src/crypto/primitives/kdf.test.ts')
await import('../../../client/src/crypto/primitives/hpke.test.ts')
await import('../../../client/src/crypto/door/link.test.ts')
await import('../../../client/src/crypto/door/bundle.test.ts')
await import('../../../client/src/crypto/vault/therapist-keys.test.ts')
await import('../../../client/src/crypto/sealed/notes.test.ts')

test('a knock and its grant give both sides the same secret', async () => {
  const { therapistSecret, clientSecret } = await admitted(seeded(3))
  expect(clientSecret).toEqual(therapistSecret)
})
