import { m } from '../../../i18n/messages.ts'
import { Button } from '../../../ui/controls/Button.tsx'
import { Knock } from '../../home/Knock.tsx'
import type { KnockView } from '../../home/view.ts'
import { Notice } from './Notice.tsx'
import type { WhenGone } from './view.ts'
import { WhileGone } from './WhileGone.tsx'

/** Who is there, as the therapist sees it. What to do appears two minutes after the client was lost; to wait, at once. */
export type TherapistAttendance =
  | { state: 'together' }
  /** Nobody has been admitted yet; whoever knocks at this room's door stands in `knocks`. `step`: of last time, if one is open. */
  | { state: 'nobody'; knocks: readonly KnockView[]; step: string | null }
  | { state: 'clientLost'; whenGone: WhenGone | null }
  | { state: 'selfLost' }
  /** Left by their own choice. `onWait` puts the notice away until something changes. */
  | { state: 'clientLeft'; onWait(): void; onEnd(): void }
  /** Left quietly: nothing here calls them back. */
  | { state: 'clientLeftQuietly'; whenGone: WhenGone; onWait(): void; onEnd(): void }

const WaitOrEnd = ({ onWait, onEnd }: { onWait(): void; onEnd(): void }) => (
  <>
    <Button onPress={onWait}>{m.room_wait()}</Button>
    <Button look="bare" onPress={onEnd}>
      {m.end_go()}
    </Button>
  </>
)

/** What was agreed on last time, while the therapist waits. */
const Step = ({ words, name }: { words: string | null; name: string }) =>
  words !== null && (
    <div data-step>
      <h3 className="strong">{m.today_from_last_theirs({ name })}</h3>
      <p dir="auto" translate="no">{m.today_quoted({ words })}</p>
    </div>
  )

/** What stands in the place of the picture while the client is not there; nothing while both are. */
export function therapistNotice(attendance: TherapistAttendance, name: string): React.ReactNode {
  switch (attendance.state) {
    case 'together':
      return null
    case 'nobody':
      return attendance.knocks.length > 0 ? (
        <Notice notice="arrived" title={m.desk_knock_someone()}>
          {attendance.knocks.map((knock) => (
            <Knock key={knock.id} knock={knock} />
          ))}
          <Step words={attendance.step} name={name} />
        </Notice>
      ) : (
        <Notice notice="nobody" title={m.room_nobody()} lead={m.room_nobody_lead()}>
          <Step words={attendance.step} name={name} />
        </Notice>
      )
    case 'clientLost':
      return (
        <Notice notice="clientLost" title={m.room_client_lost()} lead={m.room_client_lost_lead({ name })}>
          {attendance.whenGone && <WhileGone {...attendance.whenGone} name={name} />}
        </Notice>
      )
    case 'selfLost':
      return <Notice notice="selfLost" title={m.room_self_lost()} lead={m.room_self_lost_lead()} />
    case 'clientLeft':
      return (
        <Notice
          notice="clientLeft"
          title={m.room_client_left({ name })}
          lead={m.room_client_left_lead()}
          acts={<WaitOrEnd {...attendance} />}
        />
      )
    case 'clientLeftQuietly':
      return (
        <Notice
          notice="clientLeftQuietly"
          title={m.room_client_left_quietly({ name })}
          acts={<WaitOrEnd {...attendance} />}
        >
          <WhileGone {...attendance.whenGone} name={name} />
        </Notice>
      )
  }
}
