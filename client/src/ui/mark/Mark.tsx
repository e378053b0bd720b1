import css from './Mark.module.css'

/**
 * The fermata: an arc that swells like engraved music, over a dot. `lit` is for the waiting page and a pause without
 * pictures alone; `unlit` is the lamp of an empty desk.
 */
export function Mark({ width = 30, light = 'plain' }: { width?: number; light?: 'plain' | 'lit' | 'unlit' }) {
  return (
    <svg
      className={css[light]}
      width={width}
      height={(width * 26) / 32}
      viewBox="0 0 32 26"
      fill="currentColor"
      aria-hidden="true"
    >
      <path d="M2 21.5C2 10.8 8.3 4 16 4s14 6.800 14 17.500h-1.100C27.900 13 22.800 8 16 8S4.100 13 3.100 21.500Z" />
      <circle cx="16" cy="19.200" r="3.100" />
    </svg>
  )
}
