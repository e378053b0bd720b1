import { useId } from 'react'
import { m } from '../../i18n/messages.ts'
import type { RelayView } from './relay-view.ts'
import css from './RelayNote.module.css'

type There = Extract<RelayView, { relay: 'there' }>

const TROUBLE: Record<There['check'], (() => string) | null> = {
  checking: null,
  works: null,
  refused: m.relay_refused,
  unreachable: m.relay_unreachable,
}

function Hide({ hidden, onHide }: { hidden: boolean; onHide(hidden: boolean): void }) {
  const hint = useId()
  return (
    <>
      <label className={css['hide']}>
        <input
          type="checkbox"
          checked={hidden}
          aria-describedby={hint}
          data-testid="hide-address"
          onChange={({ currentTarget }) => onHide(currentTarget.checked)}
        />
        {m.relay_hide()}
      </label>
      <p id={hint} className="small dim">
        {m.relay_hide_hint()}
      </p>
    </>
  )
}

/** Whether the own network address is hidden, and what is wrong with the relay, if anything is. */
export function RelayNote({ relay }: { relay: RelayView }) {
  if (relay.relay === 'asking') return null
  if (relay.relay === 'none') {
    return relay.address === 'shown' ? null : (
      <div className={css['note']} data-relay="none">
        <p className={css['trouble']}>{m.relay_hidden_without()}</p>
        <Hide hidden onHide={relay.onHide} />
      </div>
    )
  }
  const trouble = TROUBLE[relay.check]
  return (
    <div className={css['note']} data-relay={relay.check}>
      {trouble !== null && <p className={css['trouble']}>{trouble()}</p>}
      {relay.address === 'alwaysHidden' ? (
        <p className="small dim">{m.relay_always()}</p>
      ) : (
        <Hide hidden={relay.address === 'hidden'} onHide={relay.onHide} />
      )}
    </div>
  )
}
