import { m } from '../../../i18n/messages.ts'
import { Button } from '../../../ui/controls/Button.tsx'
import { Confirm } from '../band/Confirm.tsx'
import type { ShareView } from '../view.ts'
import css from '../stage/Aside.module.css'

/** Before anything is chosen: what it means for this side. */
export function ShareConfirm({ share, lead }: { share: ShareView; lead: string }) {
  return (
    <Confirm
      title={m.share_confirm_title()} lead={lead} go={m.share_go()} stay={m.share_stay()} look="main"
      onGo={share.onStart} onStay={share.onCancel}
    />
  )
}

/** As long as it lasts: that it does, and the way out. `dot`: that something was written, and no more. */
export function Shared({ share, lead, dot }: { share: ShareView; lead: string; dot: React.ReactNode }) {
  return (
    <section className={css['aside']} data-notice="sharing">
      <h2 className={css['title']}>{m.share_sharing()}</h2>
      <p className="dim">{lead}</p>
      <div className={css['acts']}>
        <Button size="small" look="main" onPress={share.onStop} testid="share-stop">
          {m.share_stop()}
        </Button>
        {dot}
      </div>
    </section>
  )
}
