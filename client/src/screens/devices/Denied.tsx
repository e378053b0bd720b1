import { useState } from 'react'
import { m } from '../../i18n/messages.ts'
import { Button } from '../../ui/controls/Button.tsx'
import { Icon } from '../../ui/icons/icons.tsx'
import { Steps } from '../../ui/page/Steps.tsx'
import { browserOf, BROWSERS, GUIDES } from './permission-steps.ts'
import css from './Problem.module.css'

export interface DeniedProps {
  userAgent: string
  host: string
  onTryAgain(): void
}

/** The browser was told no: the steps for this browser, and the others one tap away. */
export function Denied({ userAgent, host, onTryAgain }: DeniedProps) {
  const [browser, setBrowser] = useState(() => browserOf(userAgent))
  const guide = GUIDES[browser]
  return (
    <>
      <h2 className="h2">{guide.title()}</h2>
      <div className={css['address']} aria-hidden="true">
        <span className={css['sign']}>
          <Icon name="settings" size={18} />
        </span>
        <span translate="no">{host}</span>
      </div>
      <Steps steps={guide.steps.map((step) => step())} />
      <div className={css['row']}>
        <Button onPress={onTryAgain}>{m.device_try_again()}</Button>
        <p className="small dim">{m.device_denied_notices()}</p>
      </div>
      <div className={css['others']}>
        <p className="small strong">{m.device_other_browser()}</p>
        <div className={css['row']}>
          {BROWSERS.filter((name) => name !== browser).map((name) => (
            <Button key={name} size="small" onPress={() => setBrowser(name)}>
              {GUIDES[name].name()}
            </Button>
          ))}
        </div>
      </div>
    </>
  )
}
