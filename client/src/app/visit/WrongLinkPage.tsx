import { findLink } from '@fermata/shared/link-text'
import { WrongLink, type WrongLinkProps } from '../../screens/closing/WrongLink.tsx'
import type { PageParts } from '../parts.ts'

/** The page of a link that opens nothing, with a place to paste a better copy of it. */
export function WrongLinkPage({ copy, parts }: Pick<WrongLinkProps, 'copy'> & { parts: Pick<PageParts, 'openLink'> }) {
  const open = (text: string): boolean => {
    const link = findLink(text)
    if (link !== null) parts.openLink(link)
    return link !== null
  }
  return <WrongLink copy={copy} onPaste={open} />
}
