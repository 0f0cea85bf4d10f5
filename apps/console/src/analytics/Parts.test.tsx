import { render } from 'solid-js/web'
import { MessagesProvider } from '@carillon/ui'
import { loadCommon, loadConsole } from '@carillon/ui/messages/load'
import { expect, test } from 'vitest'
import type { Locale } from '@carillon/contract/lists'
import type { JSX } from 'solid-js'
import { ChartTable } from './ChartTable.tsx'
import { Bars } from './Parts.tsx'

async function draw(locale: Locale, content: () => JSX.Element): Promise<HTMLElement> {
  const messages = { ...(await loadCommon(locale)), ...(await loadConsole(locale)) }
  const host = document.createElement('div')
  render(
    () => (
      <MessagesProvider locale={locale} messages={messages} now={() => 0}>
        {content()}
      </MessagesProvider>
    ),
    host,
  )
  return host
}

test('of parts that are hidden no number is drawn, and no bar', async () => {
  const host = await draw('en', () => (
    <Bars
      name={(key) => key}
      parts={[
        { key: 'IE', count: 1234, hidden: null },
        { key: 'FR', count: null, hidden: 'cover' },
        { key: 'ES', count: null, hidden: 'few' },
      ]}
    />
  ))
  expect([...host.querySelectorAll('li')].map(({ textContent }) => textContent)).toEqual([
    'IE1,234',
    'FRnot told, so that nothing under 5 can be worked out',
    'ESfewer than 5',
  ])
  expect([...host.querySelectorAll('rect')].map((bar) => bar.getAttribute('width'))).toEqual(['100', '0', '0'])
})

test('without parts that is said', async () => {
  const host = await draw('fr', () => <Bars name={(key) => key} parts={[]} />)
  expect(host.textContent).toBe('Rien encore sur cette période.')
})

test('behind a chart all of its numbers are a table', async () => {
  const curve = {
    at: [1, 2],
    lines: [
      { name: 'Views', values: [1234, 5], colour: 1 },
      { name: 'Before', values: [7], colour: 6, pale: true },
    ],
    axis: 'Day',
    label: (at: number) => `day ${at}`,
    tick: String,
    write: (value: number) => `${value}`,
  }
  const host = await draw('en', () => <ChartTable title="Views" curve={curve} />)
  const rows = [...host.querySelectorAll('tr')].map((row) => [...row.children].map(({ textContent }) => textContent))
  expect(rows).toEqual([
    ['Day', 'Views', 'Before'],
    ['day 1', '1234', '7'],
    ['day 2', '5', '0'],
  ])
  expect(host.querySelector('caption')?.textContent).toBe('Views')
})
