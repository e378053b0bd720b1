/**
 * A polite status region. It stays in the page while it is empty, so that a change of its words is spoken; what is
 * already there when the page appears is not.
 */
export function Live({ children, className }: { children: React.ReactNode; className?: string | undefined }) {
  return (
    <div role="status" className={className}>
      {children}
    </div>
  )
}
