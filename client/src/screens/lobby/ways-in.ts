/** Coming in without a camera, without a microphone, or without both is as good a way in as any. */
import { m } from '../../i18n/messages.ts'
import { switchable, type DevicesView } from '../devices/view.ts'

/** What cannot be brought along at all; a device merely switched off can come on later. */
const lacks = ({ camera, microphone }: Pick<DevicesView, 'camera' | 'microphone'>) => ({
  picture: !switchable(camera.state),
  sound: !switchable(microphone.state),
})

/** What the button says that knocks. */
export function joinWord(devices: Pick<DevicesView, 'camera' | 'microphone'>): string {
  const { picture, sound } = lacks(devices)
  if (picture && sound) return m.lobby_join_watch()
  if (picture) return m.lobby_join_sound()
  return sound ? m.lobby_join_picture() : m.lobby_join()
}

/** A calm sentence about it, or nothing to say. */
export function otherWay(devices: Pick<DevicesView, 'camera' | 'microphone'>): string | null {
  const { picture, sound } = lacks(devices)
  if (picture && sound) return m.lobby_no_devices()
  if (picture) return m.lobby_no_camera()
  return sound ? m.lobby_no_microphone() : null
}
