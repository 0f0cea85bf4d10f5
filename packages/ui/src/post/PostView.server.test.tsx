import { renderToString } from 'solid-js/web'
import { expect, test } from 'vitest'
import { MarkupView } from './MarkupView.tsx'
import { Highlight } from './Highlight.tsx'

test('drawn on the server, what looks like HTML in a post is escaped', () => {
  const html = renderToString(() => <MarkupView text={'<script>alert(1)</script> *<img onerror=x>* `"><b>`'} />)
  expect(html).not.toMatch(/<(script|img|b)[ >]/)
  expect(html).toContain('&lt;script>alert(1)&lt;/script>')
})

test('what matched a search is marked, and what lies outside of the text is left out', () => {
  const html = renderToString(() => (
    <Highlight
      text="Folha de S.Paulo"
      ranges={[
        [9, 40],
        [0, 5],
        [2, 4],
      ]}
    />
  ))
  expect([...html.matchAll(/<mark[^>]*>([^<]*)<\/mark>/g)].map((match) => match[1])).toEqual(['Folha', 'S.Paulo'])
})
