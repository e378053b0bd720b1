/** What the mark on the quiet-signal button can say. Each is a shape of its own; none is told by colour. */
export type SignalShape = 'rest' | 'sending' | 'ring' | 'behind' | 'seen' | 'gap' | 'close'

const dot = <circle cx="16" cy="16" r="2.6" fill="currentColor" stroke="none" />

const SHAPES: Record<SignalShape, React.ReactNode> = {
  /** Arc over dot. */
  rest: (
    <>
      <path d="M6 20C6 12 10.500 7 16 7s10 5 10 13" />
      <circle cx="16" cy="19" r="2.600" fill="currentColor" stroke="none" />
    </>
  ),
  /** Dotted arc, open dot. */
  sending: (
    <>
      <path d="M6 20C6 12 10.500 7 16 7s10 5 10 13" strokeDasharray="1.200 4.300" />
      <circle cx="16" cy="19" r="2.600" />
    </>
  ),
  /** The arc has closed into a ring: it stands on their screen. */
  ring: (
    <>
      <circle cx="16" cy="16" r="10" />
      {dot}
    </>
  ),
  /** A ring with a lid: it has arrived, but their screen is not in view. */
  behind: (
    <>
      <circle cx="16" cy="16" r="10" />
      <path d="M11.500 16h9" strokeWidth="2.600" />
    </>
  ),
  /** Ring filled, tick. */
  seen: (
    <>
      <circle cx="16" cy="16" r="10.800" fill="currentColor" stroke="none" />
      <path d="m11 16.400 3.500 3.500 6.800-7.400" stroke="var(--page)" strokeWidth="2.400" />
    </>
  ),
  /** The arc has a gap, and a short stroke stands over the dot. */
  gap: (
    <>
      <path d="M6 20C6 12 10.500 7 13.200 7.400M19.600 7.900C23.500 9.400 26 14 26 20" />
      <path d="M16 13.500v4.700" strokeWidth="2.400" />
      <circle cx="16" cy="22.500" r="1.500" fill="currentColor" stroke="none" />
    </>
  ),
  close: <path d="m9 9 14 14M23 9 9 23" />,
}

/** The fermata as the state of a quiet signal. The swap is immediate, in place, without motion. */
export function SignalMark({ shape }: { shape: SignalShape }) {
  return (
    <svg
      width="34"
      height="34"
      viewBox="0 0 32 32"
      fill="none"
      stroke="currentColor"
      strokeWidth="2"
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
    >
      {SHAPES[shape]}
    </svg>
  )
}
