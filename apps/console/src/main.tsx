import './app.css'
import { render } from 'solid-js/web'
import { App } from './app.tsx'
import { startInterface } from './interface.ts'
import { preloadPages } from './routes.ts'

await startInterface()
render(() => <App />, document.body)
setTimeout(preloadPages, 2_000)
