/** One file of the built app: its styles, the files it needs at once and those it may ask for, and the modules in it. */
export interface Made {
  file: string
  css: readonly string[]
  imports: readonly string[]
  later: readonly string[]
  modules: readonly string[]
}
export type Files = readonly Made[]
interface Role {
  first: readonly string[]
  room: readonly string[]
  anyTime: readonly string[]
  ahead: readonly string[]
}
export const ROLES: { client: Role; therapist: Role }
export function filesOf(files: Files, entries: readonly string[]): string[]
export function readFiles(web: string): Promise<Files>
