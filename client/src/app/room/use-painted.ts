import type { Desk } from '../../session/therapist/desk.ts'
import { shownKnock } from '../../session/therapist/door/answering.ts'
import type { Visitor } from '../../session/therapist/door/doorbell.ts'
import { useNews } from '../../ui/use-news.ts'
import { useValue } from '../../ui/use-value.ts'
import type { PageParts } from '../parts.ts'

/** Whoever knocks learns that the therapist knows, once a page in view has painted it: as a name, or as a mere dot. */
export function usePainted(desk: Desk, eyes: PageParts['eyes'], shown: readonly Visitor[]): void {
  const views = useValue(desk.views)
  const visible = useValue(eyes.pageVisible())
  const knocks = shown.map(({ knock }) => knock).join(' ')
  // Another knock is news, and so is coming into view.
  useNews(visible ? knocks : null, () => {
    const fresh = visible ? shown.filter((visitor) => shownKnock(views.get(visitor.room), visitor)?.noticedAt === null) : []
    if (fresh.length > 0) void eyes.nextPaint().then(() => fresh.forEach((visitor) => void desk.answering.painted(visitor)))
  })
}
