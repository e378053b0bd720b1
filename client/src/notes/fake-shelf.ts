import type { StoredNotes } from '@fermata/shared/protocol'
import type { Shelf } from './shelf.ts'

/** A server that keeps what is the next revision; `away`: it does not answer. */
export class FakeShelf implements Shelf {
  stored: StoredNotes | null = null
  writes = 0
  away = false
  read() {
    return Promise.resolve(this.away ? ('later' as const) : { notes: this.stored })
  }
  write(notes: StoredNotes) {
    if (this.away) return Promise.resolve('later' as const)
    if (notes.rev !== (this.stored?.rev ?? 0) + 1) return Promise.resolve('superseded' as const)
    this.stored = notes
    this.writes += 1
    return Promise.resolve('kept' as const)
  }
}
