import { MessagesProvider } from '@carillon/ui'
import { QueryClientProvider } from '@tanstack/solid-query'
import { Router } from '@solidjs/router'
import { interfaceLanguage, now } from './interface.ts'
import { queries } from './queries.ts'
import { routes } from './routes.ts'
import { Root } from './shell/Root.tsx'

export function App() {
  return (
    <MessagesProvider locale={interfaceLanguage().locale} messages={interfaceLanguage().words} now={now}>
      <QueryClientProvider client={queries}>
        <Router base="/console" root={Root}>
          {routes}
        </Router>
      </QueryClientProvider>
    </MessagesProvider>
  )
}
