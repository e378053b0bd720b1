/** What a client has of the time after a session; `null` until its code is there, which no first page waits for. */
import { observable } from '../lib/observable.ts'
import type { LookBack, LookBackState } from '../reflection/client/look-back.ts'
import type { OwnPast, Readable } from '../reflection/client/own-past.ts'
import { useValue } from '../ui/use-value.ts'

export interface After {
  lookBack: LookBack
  past: OwnPast
}

const NOT_YET = observable<LookBackState>({ open: 'no' })
const NOTHING = observable<Readable>('no')

/** Whether there is something to look back on, and to read. */
export function useAfter(after: After | null): { offer: LookBackState; readable: Readable } {
  return { offer: useValue(after?.lookBack.state ?? NOT_YET), readable: useValue(after?.past.readable ?? NOTHING) }
}
