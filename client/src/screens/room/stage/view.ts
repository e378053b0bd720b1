/** What the therapist is told to do while the client is gone. */
import type { Gone, Plan, WhatToDo } from '@fermata/shared/agreed'

export interface WhenGone {
  gone: Gone
  what: WhatToDo
  /** For a cut-off; where `what` is `wait`, its place is all that is shown. */
  plan: Plan
}
