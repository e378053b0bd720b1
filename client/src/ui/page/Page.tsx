import { use, useState } from 'react'
import { m } from '../../i18n/messages.ts'
import { Button } from '../controls/Button.tsx'
import { Icon } from '../icons/icons.tsx'
import { Mark } from '../mark/Mark.tsx'
import { HelpDialog } from './HelpDialog.tsx'
import { StorageContext } from './storage.ts'
import css from './Page.module.css'

export interface PageProps {
  /** Its name, as `data-screen`. */
  screen: string
  /** What state the page is in, as `data-state`. */
  state?: string | undefined
  children: React.ReactNode
  /** More in the header, before Help. */
  nav?: React.ReactNode
  /** Behind everything: the glow of the waiting page. */
  behind?: React.ReactNode
  /** One narrow column, as most pages have, or the page's own layout. */
  layout?: 'column' | 'own'
  /** Client pages and the desk carry Help in the same place. */
  help?: 'shown' | 'none'
}

/** A page of paper: mark and name, Help at the far end, and one idea beneath. */
export function Page({ screen, state, children, nav, behind, layout = 'column', help = 'shown' }: PageProps) {
  const [helpOpen, setHelpOpen] = useState(false)
  return (
    <div className={css['page']} data-screen={screen} data-state={state}>
      {behind}
      <div className={css['inside']}>
        <header className={css['top']}>
          <span className={css['brand']} translate="no">
            <Mark />
            {m.common_name()}
          </span>
          <div className={css['nav']}>
            {nav}
            {help === 'shown' && (
              <Button look="link" onPress={() => setHelpOpen(true)} testid="help">
                <Icon name="help" size={20} />
                {m.common_help()}
              </Button>
            )}
          </div>
        </header>
        {use(StorageContext) === 'memory' && <p className={css['note']} data-notice="storage">{m.common_storage_memory()}</p>}
        <main className={layout === 'column' ? css['column'] : undefined}>{children}</main>
      </div>
      {helpOpen && <HelpDialog onClose={() => setHelpOpen(false)} />}
    </div>
  )
}
