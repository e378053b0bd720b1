import { useState } from 'react'
import type { PageParts } from './parts.ts'

/** Copies text and remembers that it did, for the word beside the button. */
export function useCopy({ copy }: Pick<PageParts, 'copy'>) {
  const [copied, setCopied] = useState(false)
  return { copied, copy: (text: string) => void copy(text).then(setCopied) }
}
