/** The relay as the screens show it. */
import type { RelayView } from '../screens/devices/relay-view.ts'
import type { Relay } from '../session/call/relay.ts'
import { useValue } from '../ui/use-value.ts'

/** `onChanged`: what was prepared under the wish before must be prepared anew. */
export function useRelay(relay: Relay, onChanged: () => void): RelayView {
  const state = useValue(relay.state)
  const hidden = useValue(relay.hidden)
  const onHide = (hide: boolean): void => {
    relay.hide(hide)
    onChanged()
  }
  const address = hidden ? 'hidden' : 'shown'
  switch (state.relay) {
    case 'asking':
      return state
    case 'none':
      return { relay: 'none', address, onHide }
    case 'there':
      return { relay: 'there', check: state.check, address: state.only ? 'alwaysHidden' : address, onHide }
  }
}
