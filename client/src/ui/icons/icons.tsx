/**
 * 24-unit grid, 1.75 stroke, round ends, arcs before corners, one filled dot at most. In the room a word stands
 * beneath each. `turns` marks those that point along the line of reading and mirror in right-to-left pages.
 */
const DRAWINGS = {
  microphone: { d: 'M5.5 11.5a6.5 6.5 0 0 0 13 0M12 18v3M12 3a3 3 0 0 1 3 3v5a3 3 0 0 1-6 0V6a3 3 0 0 1 3-3Z' },
  microphoneOff: {
    d: 'M15 9.5V6a3 3 0 0 0-5.6-1.5M9 9v2a3 3 0 0 0 4.6 2.5M5.5 11.5a6.5 6.5 0 0 0 10 5.5M18.3 13.4c.1-.6.2-1.2.2-1.9M12 18v3M4 3l16 18',
  },
  camera: { d: 'M5.500 6.500H13a2.500 2.500 0 0 1 2.500 2.500v6a2.500 2.500 0 0 1-2.500 2.500H5.500A2.500 2.500 0 0 1 3 15V9a2.500 2.500 0 0 1 2.500-2.500ZM15.500 11.200 21 8v8l-5.500-3.200' },
  cameraOff: {
    d: 'M10 6.500h3a2.500 2.500 0 0 1 2.500 2.500v2.200L21 8v8l-3-1.700M15.500 15.500a2.500 2.500 0 0 1-2.500 2H5.500A2.500 2.500 0 0 1 3 15V9a2.500 2.500 0 0 1 2-2.450M4 3l16 18',
  },
  speaker: { d: 'M4 9.500h3.200L12 5.500v13l-4.800-4H4ZM15.500 9a4.200 4.200 0 0 1 0 6M18 6.500a7.800 7.800 0 0 1 0 11' },
  soundOff: { d: 'M4 9.500h3.200L12 5.500v13l-4.800-4H4ZM16 9.500l5 5M21 9.500l-5 5' },
  more: { d: '', dots: [5.5, 12, 18.5] },
  leave: { d: 'M13 4H7.500A1.500 1.500 0 0 0 6 5.500v13A1.500 1.500 0 0 0 7.500 20H13M11 12h9M16.800 8.500 20.300 12l-3.500 3.500', turns: true },
  end: { d: 'M3.500 14.500c4.800-4.700 12.200-4.700 17 0l-1.700 2.200-3.600-1.200v-2.600a11 11 0 0 0-6.400 0v2.600l-3.600 1.200Z' },
  copy: {
    d: 'M10.500 8.500H18a2 2 0 0 1 2 2V18a2 2 0 0 1-2 2h-7.500a2 2 0 0 1-2-2v-7.500a2 2 0 0 1 2-2ZM15.500 8.500V6a2 2 0 0 0-2-2H6a2 2 0 0 0-2 2v7.500a2 2 0 0 0 2 2h2.500',
  },
  print: { d: 'M7 8.500V4h10v4.500M7 16.500H5a1.500 1.500 0 0 1-1.500-1.500v-5A1.500 1.500 0 0 1 5 8.500h14a1.500 1.500 0 0 1 1.500 1.500v5a1.500 1.500 0 0 1-1.500 1.500h-2M7 14h10v6H7Z' },
  help: { d: 'M12 3a9 9 0 1 1 0 18 9 9 0 0 1 0-18ZM9.600 9.600a2.500 2.500 0 1 1 3.600 2.300c-.8.400-1.200.9-1.200 1.800M12 16.800v.1' },
  plus: { d: 'M12 5v14M5 12h14' },
  next: { d: 'm9.500 6 6 6-6 6', turns: true },
  back: { d: 'm14.500 6-6 6 6 6', turns: true },
  down: { d: 'm6 9.500 6 6 6-6' },
  settings: { d: 'M4 8h9M19 8h1M4 16h2M12 16h8M16 5.500a2.500 2.500 0 1 1 0 5 2.500 2.500 0 0 1 0-5ZM9 13.500a2.500 2.500 0 1 1 0 5 2.500 2.500 0 0 1 0-5Z' },
  hide: {
    d: 'M2.500 12S6 5.800 12 5.800 21.500 12 21.500 12 18 18.200 12 18.200 2.500 12 2.500 12ZM12 9.200a2.800 2.800 0 1 1 0 5.600 2.800 2.800 0 0 1 0-5.600ZM4 3.500l16 17',
  },
  weak: { d: 'M4 19v-3M9.300 19v-6', faint: 'M14.600 19v-9M20 19V6' },
} as const satisfies Record<string, { d: string; turns?: true; faint?: string; dots?: readonly number[] }>

export type IconName = keyof typeof DRAWINGS

/** One icon. Always beside or above its word; never alone, so it has no name of its own. */
export function Icon({ name, size = 24 }: { name: IconName; size?: number }) {
  const drawing: { d: string; turns?: true; faint?: string; dots?: readonly number[] } = DRAWINGS[name]
  return (
    <svg
      className={drawing.turns ? 'turns' : undefined}
      width={size}
      height={size}
      viewBox="0 0 24 24"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.75"
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
    >
      <path d={drawing.d} />
      {drawing.faint && <path d={drawing.faint} opacity=".35" />}
      {drawing.dots?.map((x) => <circle key={x} cx={x} cy="12" r="1.5" fill="currentColor" stroke="none" />)}
    </svg>
  )
}
