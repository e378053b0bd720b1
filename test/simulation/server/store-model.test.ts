import { describeStore } from '../../../server/src/store/store.contract.ts'
import { Disk, openModel } from './store-model.ts'

describeStore('the store of the simulation', (clock) => {
  const disk = new Disk()
  let store = openModel(disk, clock)
  return Promise.resolve({
    store,
    async reopen() {
      await store.close()
      store = openModel(disk, clock)
      return store
    },
    dispose: () => store.close(),
  })
})
