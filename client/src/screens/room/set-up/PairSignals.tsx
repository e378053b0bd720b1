import type { Tones } from '@fermata/shared/check-in'
import { m } from '../../../i18n/messages.ts'
import { Button } from '../../../ui/controls/Button.tsx'
import { Choice } from '../../../ui/controls/Choice.tsx'
import { RoomDialog } from '../RoomDialog.tsx'
import { Past } from './Past.tsx'
import { Suggest } from './Suggest.tsx'
import type { PairSignalsView, WindowView } from './view.ts'
import css from './SetUp.module.css'

function SoftTones({ tones, onTones, name }: { tones: Tones; onTones(tones: Tones): void; name: string }) {
  const options = [
    { value: 'on', label: m.pair_tone_on() },
    { value: 'off', label: m.pair_tone_off() },
  ] as const
  return (
    <section className={css['part']} aria-label={m.pair_tones()}>
      <h3>{m.pair_tones()}</h3>
      <Choice legend={m.pair_tones_hidden()} options={options} value={tones.whileHidden} onChange={(whileHidden) => onTones({ ...tones, whileHidden })} />
      <p className="small dim">{m.pair_tones_hint({ name })}</p>
      <Choice legend={m.pair_tones_late()} options={options} value={tones.whenLate} onChange={(whenLate) => onTones({ ...tones, whenLate })} />
    </section>
  )
}

function SmallWindow({ view }: { view: WindowView }) {
  return (
    <section className={css['part']} aria-label={m.pair_window()}>
      <h3>{m.pair_window()}</h3>
      <p className="small dim">{view.state === 'missing' ? m.pair_window_none() : m.pair_window_lead()}</p>
      {view.state !== 'missing' && (
        <div>
          <Button size="small" onPress={view.onToggle} testid="small-window">
            {view.state === 'open' ? m.pair_window_close() : m.pair_window_open()}
          </Button>
        </div>
      )}
    </section>
  )
}

/** The therapist's page of the quiet signals: what was said today, offers, suggestions, tones, and where the slip hangs. */
export function PairSignals({ view, name, onClose }: { view: PairSignalsView; name: string; onClose(): void }) {
  const offering = (offer: () => void) => () => {
    offer()
    onClose()
  }
  return (
    <RoomDialog title={m.pair_title()} testid="pair-signals" onClose={onClose}>
      <p className="small dim">{m.pair_lead({ name })}</p>
      <div className={css['offers']}>
        {view.onOfferPause && (
          <Button size="small" onPress={offering(view.onOfferPause)} testid="offer-pause">
            {m.pair_offer_pause()}
          </Button>
        )}
        <Button size="small" onPress={offering(view.onOfferSignals)} testid="offer-signals">
          {m.pair_offer_signals()}
        </Button>
      </div>
      <Past past={view.past} />
      <Suggest view={view} name={name} />
      <SoftTones tones={view.tones} onTones={view.onTones} name={name} />
      <section className={css['part']} aria-label={m.pair_side()}>
        <Choice
          legend={m.pair_side()}
          options={[
            { value: 'end', label: m.pair_side_end() },
            { value: 'start', label: m.pair_side_start() },
          ]}
          value={view.side}
          onChange={view.onSide}
        />
        <p className="small dim wide-only">{m.pair_side_hint()}</p>
      </section>
      <SmallWindow view={view.window} />
    </RoomDialog>
  )
}
