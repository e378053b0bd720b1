import { m } from '../../../i18n/messages.ts'
import { Button } from '../../../ui/controls/Button.tsx'
import { Live } from '../../../ui/Live.tsx'
import { Page } from '../../../ui/page/Page.tsx'
import css from '../Closing.module.css'

export interface OwnSideKeptProps {
  /** `notYet`: sealed on this device, and written into the vault as soon as that can be. */
  state: 'notYet' | 'kept' | 'takenAway'
  onBack(): void
}

const SENTENCES: Record<OwnSideKeptProps['state'], () => string> = {
  notYet: m.own_side_not_yet,
  kept: m.own_side_kept,
  takenAway: m.own_side_taken_away,
}

/** Where what was noted is now. */
export function OwnSideKept({ state, onBack }: OwnSideKeptProps) {
  return (
    <Page screen="own-side-kept" state={state}>
      <h1 className="h1">{m.own_side_kept_title()}</h1>
      <Live className="lead">{SENTENCES[state]()}</Live>
      <div className={css['acts']}>
        <Button look="main" onPress={onBack}>
          {m.own_side_back()}
        </Button>
      </div>
    </Page>
  )
}
