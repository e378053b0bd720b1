/** The relay between two networks, as a person meets it before a session. */
export type RelayView =
  /** Not known yet: nothing is said. */
  | { relay: 'asking' }
  /** `hidden`: this person's address is hidden all the same, so that no call can come about. */
  | { relay: 'none'; address: 'shown' | 'hidden'; onHide(hidden: boolean): void }
  | {
      relay: 'there'
      /** What this page's call to itself through the relay has shown. */
      check: 'checking' | 'works' | 'refused' | 'unreachable'
      /** Whether the other side's device is shown this one's network address. `always`: the operator hides all. */
      address: 'shown' | 'hidden' | 'alwaysHidden'
      onHide(hidden: boolean): void
    }
