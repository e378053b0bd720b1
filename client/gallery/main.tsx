import { createRoot } from 'react-dom/client'
import { localeFrom, setLocale } from '../src/i18n/locale.ts'
import '../src/ui/style/index.css'
import { faces } from './faces.ts'
import { states } from './states/index.ts'

const root = createRoot(document.getElementById('root') as HTMLElement)
const theme = new URLSearchParams(location.search).get('theme')
if (theme) document.documentElement.dataset['theme'] = theme
setLocale(localeFrom(location.search))
const painted = await faces()

const index = (
  <main style={{ padding: 32, columns: '16em' }}>
    {Object.keys(states).map((name) => (
      <p key={name}>
        <a href={`#${name}`}>{name}</a>
      </p>
    ))}
  </main>
)

function draw() {
  const name = location.hash.slice(1)
  root.render(<div key={name}>{states[name]?.(painted) ?? index}</div>)
}
addEventListener('hashchange', draw)
draw()
Object.assign(window, { galleryStates: Object.keys(states) })
