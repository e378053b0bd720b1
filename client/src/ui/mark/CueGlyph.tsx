import type { CheckInCode } from '@fermata/shared/check-in'

/** ◂ ‖ ↷ ? ~ ▪ ✓, heavier than icons so that each outline reads at the edge of sight. They do not mirror. */
const GLYPHS: Record<CheckInCode, React.ReactNode> = {
  slower: <path d="M15.500 5.500 7 12l8.500 6.500Z" fill="currentColor" strokeWidth="2" />,
  pause: <path d="M8.500 5v14M15.500 5v14" strokeWidth="3.200" />,
  not_this: <path d="M4 16.500c1-6.500 11-9.500 15-2.500M19.500 8v6.200h-6.200" strokeWidth="2.400" />,
  ask_me: (
    <>
      <path d="M8 9a4 4 0 1 1 6 3.500c-1.400.8-2 1.600-2 3" strokeWidth="2.400" />
      <circle cx="12" cy="19.300" r="1.700" fill="currentColor" stroke="none" />
    </>
  ),
  off: <path d="M3 13.500c2.500-5 5.500-5 9-1.500s6.500 3.500 9-1.500" strokeWidth="2.600" />,
  not_private: <rect x="6" y="6" width="12" height="12" fill="currentColor" stroke="none" />,
  ok: <path d="m4.500 12.800 5 5L19.500 7" strokeWidth="2.800" />,
}

/** The shape of a cue. The word stands beside it, or it is the shape alone. */
export function CueGlyph({ code, size }: { code: CheckInCode; size: number }) {
  return (
    <svg
      width={size}
      height={size}
      viewBox="0 0 24 24"
      fill="none"
      stroke="currentColor"
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
    >
      {GLYPHS[code]}
    </svg>
  )
}
