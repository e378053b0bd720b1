import { m } from '../../../i18n/messages.ts'
import { Button } from '../../../ui/controls/Button.tsx'
import { Dialog } from '../../../ui/controls/Dialog.tsx'
import { problemLead, problemTitle } from '../../devices/DeviceProblem.tsx'
import { Devices } from '../../devices/Devices.tsx'
import { problemOf } from '../../devices/view.ts'
import type { RoomView, SpokenCode } from '../view.ts'
import css from './More.module.css'

export interface MoreDialogProps {
  room: RoomView
  /** What the single keys do on this side. */
  keysHint: string
  onHelp(): void
  onClose(): void
}

function ReallyYouTwo({ code }: { code: SpokenCode }) {
  return (
    <details className={css['part']}>
      <summary>{m.more_code_title()}</summary>
      {code === null ? (
        <p className="small dim">{m.more_code_none()}</p>
      ) : (
        <>
          <p className="small dim">{m.more_code_lead()}</p>
          <p className={`num ${css['code']}`} data-testid="spoken-code">
            {code.slice(0, 3)} {code.slice(3)}
          </p>
        </>
      )}
    </details>
  )
}

/** Everything that is not needed at every moment: devices, own picture, keys, the spoken code, Help. */
export function MoreDialog({ room, keysHint, onHelp, onClose }: MoreDialogProps) {
  const { devices, own, preferences, spokenCode } = room
  const problem = problemOf(devices)
  return (
    <Dialog
      title={m.more_title()}
      scene="room"
      testid="more-dialog"
      onClose={onClose}
      aside={
        <Button size="small" onPress={onClose}>
          {m.common_close()}
        </Button>
      }
    >
      <section className={css['part']} aria-label={m.more_devices()}>
        {problem && (
          <div>
            <p className="strong">{problemTitle(problem)}</p>
            <p className="small dim">{problemLead(problem)}</p>
            <Button look="link" onPress={devices.onTryAgain}>
              {m.device_try_again()}
            </Button>
          </div>
        )}
        <Devices devices={devices} narrow />
      </section>
      <section className={`${css['part']} ${css['row']}`}>
        <h3>{m.more_picture()}</h3>
        <Button size="small" onPress={own.onToggle}>
          {own.shown === 'shown' ? m.room_hide_me() : m.room_show_me()}
        </Button>
      </section>
      <section className={`wide-only ${css['part']} ${css['row']}`}>
        <div>
          <h3>{m.more_keys()}</h3>
          <p className="small dim">{keysHint}</p>
        </div>
        <Button size="small" onPress={preferences.onKeys}>
          {preferences.keys === 'on' ? m.more_keys_on() : m.more_keys_off()}
        </Button>
      </section>
      <ReallyYouTwo code={spokenCode} />
      <section className={css['part']}>
        <div>
          <Button size="small" onPress={onHelp}>
            {m.common_help()}
          </Button>
        </div>
      </section>
    </Dialog>
  )
}
