import type { HelpEntry } from '@fermata/shared/protocol'
import { use } from 'react'
import { m } from '../../i18n/messages.ts'
import { Button } from '../controls/Button.tsx'
import { Dialog } from '../controls/Dialog.tsx'
import { HelpContext } from './help.ts'
import css from './HelpDialog.module.css'

function Entry({ entry }: { entry: HelpEntry }) {
  return (
    <li>
      {entry.href === null ? (
        <p className="strong">{entry.name}</p>
      ) : (
        <a href={entry.href} rel="noreferrer" target={entry.href.startsWith('https:') ? '_blank' : undefined}>
          {entry.name}
        </a>
      )}
      <p className="small dim">{entry.detail}</p>
    </li>
  )
}

/** Where to turn today. It alerts nobody, and says so. */
export function HelpDialog({ onClose, scene }: { onClose(): void; scene?: 'room' }) {
  const help = use(HelpContext)
  return (
    <Dialog title={m.help_title()} onClose={onClose} scene={scene} testid="help-dialog">
      {help.length === 0 ? (
        <p>{m.help_not_configured()}</p>
      ) : (
        <>
          <p>{m.help_intro()}</p>
          <ul className={css['entries']}>
            {help.map((entry) => (
              <Entry key={entry.name} entry={entry} />
            ))}
          </ul>
          <p className="small dim">{m.help_alerts_nobody()}</p>
        </>
      )}
      <div>
        <Button onPress={onClose}>{m.common_close()}</Button>
      </div>
    </Dialog>
  )
}
