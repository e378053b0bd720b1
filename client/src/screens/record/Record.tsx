import { m } from '../../i18n/messages.ts'
import { Button } from '../../ui/controls/Button.tsx'
import { Icon } from '../../ui/icons/icons.tsx'
import { Page } from '../../ui/page/Page.tsx'
import { Erase } from './Erase.tsx'
import { TakeAlong } from './TakeAlong.tsx'
import { TakeIn } from './TakeIn.tsx'
import type { RecordProps } from './view.ts'

/** One client's record, or all: taking it along, and erasing it. */
export function Record(props: RecordProps) {
  const { client, content, onBack } = props
  return (
    <Page screen="record" state={content.record}>
      <div>
        <Button look="link" onPress={onBack}>
          <Icon name="back" size={18} />
          {m.record_back()}
        </Button>
        <h1 className="h1">{client === null ? m.record_title_all() : m.record_title({ client })}</h1>
      </div>
      {content.record === 'loading' && <p className="dim">{m.record_loading()}</p>}
      {content.record === 'unreachable' && <p>{m.record_unreachable()}</p>}
      <TakeAlong {...props} />
      {content.record === 'here' && client !== null && <TakeIn client={client} takeIn={props.takeIn} />}
      {content.record === 'here' && <Erase {...props} />}
    </Page>
  )
}
