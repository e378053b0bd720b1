import { test } from 'vitest'
import { useStage } from '../e2e/people/stage.ts'
const stage = useStage('present', { browser: ['--use-fake-device-for-media-stream=fps=20'] })
const script = `(() => {
  const out = []
  globalThis.__log = out
  const t = () => Math.round(performance.now())
  const say = (...a) => out.push([t(), ...a].join(' '))
  const seen = new Set()
  const look = () => {
    for (const el of document.querySelectorAll('[data-screen],[data-state],[data-phase],video')) {
      const k = el.tagName + ':' + (el.dataset.screen ?? '') + '/' + (el.dataset.state ?? '') + '/' + (el.dataset.role ?? '') + '/' + (el.srcObject ? 'src' : '')
      if (!seen.has(k)) { seen.add(k); say('dom', k) }
    }
    const v = document.querySelector('video[data-role="remote-video"]')
    if (v && v.videoWidth > 2 && v.getVideoPlaybackQuality().totalVideoFrames > 0) { say('FRAME'); for (const r of performance.getEntriesByType('resource')) out.push(Math.round(r.startTime)+'-'+Math.round(r.responseEnd)+' res '+r.name.split('/').slice(-1)[0].slice(0,50)); return }
    requestAnimationFrame(look)
  }
  requestAnimationFrame(look)
  const W = globalThis.WebSocket
  globalThis.WebSocket = class extends W { constructor(...a) { super(...a); say('ws new'); this.addEventListener('open', () => say('ws open')); this.addEventListener('message', (e) => say('ws in', String(e.data).slice(0, 90))) } send(d) { say('ws out', String(d).slice(0, 90)); return super.send(d) } }
  const f = globalThis.fetch
  globalThis.fetch = async (...a) => { say('fetch', a[0]?.url ?? a[0]); const r = await f(...a); say('fetched', a[0]?.url ?? a[0], r.status); return r }
  const g = MediaDevices.prototype.getUserMedia
  MediaDevices.prototype.getUserMedia = async function (...a) { say('gum'); const r = await g.apply(this, a); say('gum done'); return r }
  const P = globalThis.RTCPeerConnection
  for (const n of ['setLocalDescription','setRemoteDescription','createOffer','createAnswer']) { const o = P.prototype[n]; P.prototype[n] = async function (...a) { say(n); const r = await o.apply(this, a); say(n, 'done'); return r } }
  globalThis.RTCPeerConnection = class extends P { constructor(...a) { super(...a); say('pc new'); this.addEventListener('connectionstatechange', () => say('pc', this.connectionState)); this.addEventListener('track', (e) => { say('track', e.track.kind); e.track.addEventListener('unmute', () => say('unmute', e.track.kind)) }) } }
  new PerformanceObserver((l) => { for (const e of l.getEntries()) out.push(Math.round(e.startTime) + ' LONG ' + Math.round(e.duration)) }).observe({ type: 'longtask', buffered: true })
})()`
test('probe', async () => {
  const { client } = await stage.inSession('Probe', async (context) => { await context.addInitScript(script) })
  await stage.therapist.page.context().addInitScript(script)
  for (let i = 0; i < 2; i++) for (const page of [stage.therapist.page, client.page]) {
    const other = page === client.page ? stage.therapist.page : client.page
    await other.evaluate(() => { (globalThis as any).__log?.splice(0) })
    const began = Date.now()
    await page.reload({ waitUntil: 'commit' })
    await page.waitForFunction(() => (globalThis as any).__log?.some((l: string) => l.includes('FRAME')))
    await Promise.all([client.together(), stage.therapist.together()])
    const [origin, log] = await page.evaluate(() => [performance.timeOrigin, (globalThis as any).__log] as const)
    console.log(i, page === client.page ? 'CLIENT' : 'THERAPIST', 'origin after press', Math.round(origin - began), '\n' + log.sort((a: string, b: string) => parseInt(a) - parseInt(b)).join('\n'))
    const [o2, log2] = await other.evaluate(() => [performance.timeOrigin, (globalThis as any).__log] as const)
    console.log('   OTHER', '\n' + (log2 ?? []).map((l: string) => { const [n, ...r] = l.split(' '); return `${Math.round(Number.parseInt(n!) + o2 - origin)} ${r.join(' ')}` }).join('\n'))
  }
})
