/**
 * 24-unit grid, 1.75 stroke, round ends, arcs before corners, one filled dot at most. In the room a word stands
 * beneath each. `turns` marks those that point along the line of reading and mirror in right-to-left pages.
 */
const DRAWINGS = {
  microphone: { d: 'M5.5 11.5a6.5 6.5 0 0 0 13 0M12 18v3M12 3a3 3 0 0 1 3 3v5a3 3 0 0 1-6 0V6a3 3 0 0 1 3-3Z' },
  microphoneOff: {
    d: 'M15 9.5V6a3 3 0 0 0-5.6-1.5M9 9v2a3 3 0 0 0 4.6 2.5M5.5 11.5a6.5 6.5 0 0 0 10 5.5M18.3 13.4c.1-.6.2-1.2.2-1.9M12 18v3M4 3l16 18',
  },
  camera: { d: 'M5.5 6.5H13a2.5 2.5 0 0 1 2.5 2.5v6a2.5 2.5 0 0 1-2.5 2.5H5.5A2.5 2.5 0 0 1 3 15V9a2.5 2.5 0 0 1 2.5-2.5ZM15.5 11.2 21 8v8l-5.5-3.2' },
  cameraOff: {
    d: 'M10 6.5h3a2.5 2.5 0 0 1 2.5 2.5v2.2L21 8v8l-3-1.7M15.5 15.5a2.5 2.5 0 0 1-2.5 2H5.5A2.5 2.5 0 0 1 3 15V9a2.5 2.5 0 0 1 2-2.45M4 3l16 18',
  },
  speaker: { d: 'M4 9.5h3.2L12 5.5v13l-4.8-4H4ZM15.5 9a4.2 4.2 0 0 1 0 6M18 6.5a7.8 7.8 0 0 1 0 11' },
  soundOff: { d: 'M4 9.5h3.2L12 5.5v13l-4.8-4H4ZM16 9.5l5 5M21 9.5l-5 5' },
  blank: { d: 'M6 5h12a2.500 2.500 0 0 1 2.500 2.500v9a2.500 2.500 0 0 1-2.500 2.500H6a2.500 2.500 0 0 1-2.500-2.500v-9A2.500 2.500 0 0 1 6 5Z' },
  more: { d: '', dots: [5.5, 12, 18.5] },
  leave: { d: 'M13 4H7.5A1.5 1.5 0 0 0 6 5.5v13A1.5 1.5 0 0 0 7.5 20H13M11 12h9M16.8 8.5 20.3 12l-3.5 3.5', turns: true },
  end: { d: 'M3.5 14.5c4.8-4.7 12.2-4.7 17 0l-1.7 2.2-3.6-1.2v-2.6a11 11 0 0 0-6.4 0v2.6l-3.6 1.2Z' },
  copy: {
    d: 'M10.5 8.5H18a2 2 0 0 1 2 2V18a2 2 0 0 1-2 2h-7.5a2 2 0 0 1-2-2v-7.5a2 2 0 0 1 2-2ZM15.5 8.5V6a2 2 0 0 0-2-2H6a2 2 0 0 0-2 2v7.5a2 2 0 0 0 2 2h2.5',
  },
  print: { d: 'M7 8.5V4h10v4.5M7 16.5H5a1.5 1.5 0 0 1-1.5-1.5v-5A1.5 1.5 0 0 1 5 8.5h14a1.5 1.5 0 0 1 1.5 1.5v5a1.5 1.5 0 0 1-1.5 1.5h-2M7 14h10v6H7Z' },
  help: { d: 'M12 3a9 9 0 1 1 0 18 9 9 0 0 1 0-18ZM9.6 9.6a2.5 2.5 0 1 1 3.6 2.3c-.8.4-1.2.9-1.2 1.8M12 16.8v.1' },
  plus: { d: 'M12 5v14M5 12h14' },
  next: { d: 'm9.500 6 6 6-6 6', turns: true },
  back: { d: 'm14.500 6-6 6 6 6', turns: true },
  down: { d: 'm6 9.500 6 6 6-6' },
  settings: { d: 'M4 8h9M19 8h1M4 16h2M12 16h8M16 5.5a2.5 2.5 0 1 1 0 5 2.5 2.5 0 0 1 0-5ZM9 13.5a2.5 2.5 0 1 1 0 5 2.5 2.5 0 0 1 0-5Z' },
  hide: {
    d: 'M2.5 12S6 5.8 12 5.8 21.5 12 21.5 12 18 18.2 12 18.2 2.5 12 2.5 12ZM12 9.2a2.8 2.8 0 1 1 0 5.6 2.8 2.8 0 0 1 0-5.6ZM4 3.5l16 17',
  },
  weak: { d: 'M4 19v-3M9.3 19v-6', faint: 'M14.6 19v-9M20 19V6' },
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
