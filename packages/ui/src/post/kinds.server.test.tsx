import type { ReadContent } from '@carillon/contract'
import { renderToString } from 'solid-js/web'
import { expect, test } from 'vitest'
import { MessagesProvider } from '../interface.tsx'
import { en } from '../messages/common/en.ts'
import { ContentView } from './ContentView.tsx'

const poster = { mediaId: 'med_p', width: 4, height: 3, widths: [320], thumbhash: '' }
const alt = '"><script>alert(1)</script>'
const video = { mediaId: 'med_v', type: 'video/mp4', size: 1, width: 4, height: 3, durationMs: 1, alt, poster }
const file = { mediaId: 'med_f', type: 'application/pdf', size: 1 }
const KINDS: ReadContent[] = [
  { kind: 'video', text: '', video },
  {
    kind: 'album',
    text: '',
    items: [
      { kind: 'video', video },
      { kind: 'photo', photo: { ...poster, alt } },
    ],
  },
  { kind: 'voice', text: '', voice: { ...file, durationMs: 1, waveform: [1, 2] } },
  { kind: 'document', text: '', document: { ...file, name: alt } },
]

test.for(KINDS)(
  'drawn on the server, a post of kind $kind is there with its addresses, and hostile words stay words',
  (content) => {
    const html = renderToString(() => (
      <MessagesProvider locale="en" messages={en} now={() => 0}>
        <ContentView content={content} />
      </MessagesProvider>
    ))
    expect(html).toMatch(/\/api\/media\/med_[fpv]\/(file|320)/)
    // Within quotes it is an attribute's value, and harmless.
    expect(html.replace(/"[^"]*"/g, '""')).not.toContain('<script')
    expect(html).not.toContain('style=')
  },
)
