import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describeStore } from '../store.contract.ts'
import { openEmbeddedStore } from './open.ts'

describeStore('the embedded store', async (clock) => {
  const directory = await mkdtemp(join(tmpdir(), 'fermata-store-'))
  let store = await openEmbeddedStore({ directory, clock })
  return {
    store,
    async reopen() {
      await store.close()
      store = await openEmbeddedStore({ directory, clock })
      return store
    },
    async dispose() {
      await store.close()
      await rm(directory, { recursive: true })
    },
  }
})
