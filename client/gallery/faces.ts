/** Two painted people, as real streams: no camera, and nobody's face. */
import client from './faces/client.svg'
import therapist from './faces/therapist.svg'

async function paintedStream(source: string): Promise<MediaStream> {
  const image = new Image()
  image.src = source
  await image.decode()
  const canvas = document.createElement('canvas')
  canvas.width = 1280
  canvas.height = 720
  const pen = canvas.getContext('2d')
  const draw = () => pen?.drawImage(image, 0, 0)
  draw()
  // A still canvas yields no frame to a video that joins later; drawing it again now and then does. Each takes some 50 ms
  // of the page's thread without a graphics card, which a page without a video must not pay when it is measured.
  setInterval(() => document.querySelector('video') !== null && draw(), 100)
  return canvas.captureStream(10)
}

export interface Faces {
  client: MediaStream
  therapist: MediaStream
}

export async function faces(): Promise<Faces> {
  const [one, other] = await Promise.all([paintedStream(client), paintedStream(therapist)])
  return { client: one, therapist: other }
}
