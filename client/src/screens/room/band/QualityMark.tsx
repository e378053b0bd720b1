import { m } from '../../../i18n/messages.ts'
import type { Quality } from '../view.ts'
import css from './Band.module.css'

const WORDS: Record<Quality, () => string> = { good: m.room_quality_good, fair: m.room_quality_fair, poor: m.room_quality_poor }
const FILLED: Record<Quality, number> = { good: 3, fair: 2, poor: 1 }
const BARS = [1, 2, 3]

/** Three small bars, as many filled as the connection is good. Still, grey, and never in the way. */
export function QualityMark({ quality }: { quality: Quality }) {
  return (
    <span className={css['quality']} role="img" aria-label={WORDS[quality]()} title={WORDS[quality]()} data-quality={quality}>
      {BARS.map((bar) => (
        <i key={bar} data-on={bar <= FILLED[quality] || undefined} />
      ))}
    </span>
  )
}
