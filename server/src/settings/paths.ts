/** Whether files and folders that settings name can be used; told before anything is opened. */
import { constants } from 'node:fs'
import { access, mkdir, stat } from 'node:fs/promises'
import { dirname } from 'node:path'

/** Why a file could not be read or written, as the end of a sentence. */
export function whyNot(thrown: unknown): string {
  const code = thrown instanceof Error && 'code' in thrown ? String(thrown.code) : ''
  if (code === 'ENOENT') return 'it is not there'
  if (code === 'EISDIR') return 'it is a folder'
  if (code === 'ENOTDIR') return 'a part of its path is a file'
  if (code === 'EEXIST') return 'it is a file'
  if (code === 'EACCES' || code === 'EPERM') return 'this user is not permitted to use it'
  if (code === 'EROFS') return 'its disk can only be read'
  if (code === 'ENOSPC') return 'its disk is full'
  return `it cannot be used${code === '' ? '' : ` (${code})`}`
}

/** A sentence when the folder cannot be made or written to. */
export async function folderProblem(name: string, folder: string): Promise<string | null> {
  try {
    await mkdir(folder, { recursive: true, mode: 0o700 })
    await access(folder, constants.W_OK | constants.X_OK)
    return null
  } catch (thrown) {
    return `${name} cannot be used: ${whyNot(thrown)}. It must be a folder that this user can write to (${folder})`
  }
}

/** A sentence when this is no file that can be read and written, nor a place to make one. */
export async function fileProblem(name: string, file: string): Promise<string | null> {
  try {
    const found = await stat(file).catch((thrown: NodeJS.ErrnoException) => {
      if (thrown.code === 'ENOENT') return null
      throw thrown
    })
    if (found?.isDirectory()) return `${name} cannot be used: it is a folder. It must name a file (${file})`
    if (found === null) return await folderProblem(name, dirname(file))
    await access(file, constants.R_OK | constants.W_OK)
    return null
  } catch (thrown) {
    return `${name} cannot be used: ${whyNot(thrown)}. It must be a file that this user can read and write (${file})`
  }
}
