export interface Entry {
  version?: string
  name?: string
  resolved?: string
  integrity?: string
  link?: boolean
  inBundle?: boolean
}
export interface Lock {
  packages: Readonly<Record<string, Entry>>
}
export function nameOf(place: string, entry: Entry): string
export function addressOf(place: string, entry: Entry): string
export function fromRegistry(lock: Lock): [string, Entry][]
export function notWhole(lock: Lock): string[]
