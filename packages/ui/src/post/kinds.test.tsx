// @vitest-environment jsdom
import { cleanup, fireEvent, render, screen } from '@solidjs/testing-library'
import type { AlbumItem, ReadContent } from '@carillon/contract'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { MessagesProvider } from '../interface.tsx'
import { en } from '../messages/common/en.ts'
import { ContentView } from './ContentView.tsx'
import { playAlone } from './playing.ts'

const picture = (mediaId: string) => ({ mediaId, width: 800, height: 600, widths: [320, 640], thumbhash: '' })
const photo = (n: number): AlbumItem => ({ kind: 'photo', photo: { ...picture(`med_${n}`), alt: `Bell ${n}` } })
const film = {
  mediaId: 'med_film',
  type: 'video/mp4',
  size: 1,
  width: 640,
  height: 360,
  durationMs: 65_000,
  alt: 'A bell swings',
  poster: picture('med_poster'),
}

afterEach(cleanup)

function draw(content: ReadContent) {
  return render(() => (
    <MessagesProvider locale="en" messages={en} now={() => 0}>
      <ContentView content={content} />
    </MessagesProvider>
  )).container
}

test('a video keeps its place, tells its length, and asks for nothing before it is played', () => {
  const page = draw({ kind: 'video', text: 'At noon', video: film })
  const video = page.querySelector('video')!
  expect(video.getAttribute('preload')).toBe('none')
  expect(video.getAttribute('src')).toBe('/api/media/med_film/file')
  expect(video.getAttribute('aria-label')).toBe('A bell swings')
  const poster = page.querySelector('img')!
  expect([poster.getAttribute('width'), poster.getAttribute('height')]).toEqual(['640', '360'])
  expect(poster.getAttribute('srcset')).toContain('/api/media/med_poster/640 640w')
  expect(page.textContent).toContain('1:05')
  expect(page.textContent).toContain('At noon')
})

test('a document is offered under its name, with its kind and size', () => {
  const document = { mediaId: 'med_d', type: 'application/pdf', size: 1_234_567, name: 'Plan <b>.pdf' }
  const link = draw({ kind: 'document', text: '', document }).querySelector('a')!
  expect(link.getAttribute('href')).toBe('/api/media/med_d/file')
  expect(link.getAttribute('download')).toBe('Plan <b>.pdf')
  expect(link.querySelector('b')).toBeNull()
  expect(link.textContent).toContain('PDF · 1.23 MB')
})

describe('an album', () => {
  beforeEach(() => {
    // jsdom draws no dialogs.
    HTMLDialogElement.prototype.showModal ??= function (this: HTMLDialogElement) {
      this.open = true
    }
    HTMLDialogElement.prototype.close ??= function (this: HTMLDialogElement) {
      this.open = false
      this.dispatchEvent(new Event('close'))
    }
  })

  test.each([2, 3, 4, 5, 6, 7, 8, 9, 10])('of %i fills every row of its mosaic', (count) => {
    const page = draw({ kind: 'album', text: '', items: Array.from({ length: count }, (_, n) => photo(n)) })
    const columns = [...page.querySelectorAll('li')].map((li) => Number(/col-span-(\d+)/.exec(li.className)![1]))
    let row = 0
    for (const width of columns) {
      row += width
      expect(row).toBeLessThanOrEqual(12)
      if (row === 12) row = 0
    }
    expect(columns).toHaveLength(count)
    expect(row).toBe(0)
  })

  test('opens one as large as the window; arrow keys go on, and stop at the ends', () => {
    draw({ kind: 'album', text: '', items: [photo(1), { kind: 'video', video: film }, photo(3)] })
    fireEvent.click(screen.getByRole('button', { name: 'Bell 1' }))
    const dialog = screen.getByRole('dialog', { name: en.media.album })
    const place = () => dialog.querySelector('[role=status]')!.textContent
    expect(place()).toBe('1 of 3')
    expect(dialog.textContent).toContain('Bell 1')
    fireEvent.keyDown(dialog, { key: 'ArrowLeft' })
    expect(place()).toBe('1 of 3')
    fireEvent.keyDown(dialog, { key: 'ArrowRight' })
    expect(place()).toBe('2 of 3')
    expect(dialog.querySelector('video')).not.toBeNull()
    // In the video, arrows are its own.
    fireEvent.keyDown(dialog.querySelector('video')!, { key: 'ArrowRight' })
    expect(place()).toBe('2 of 3')
    fireEvent.keyDown(dialog, { key: 'ArrowRight' })
    fireEvent.keyDown(dialog, { key: 'ArrowRight' })
    expect(place()).toBe('3 of 3')
    fireEvent.click(screen.getByRole('button', { name: en.state.close }))
    expect(screen.queryByRole('dialog')).toBeNull()
  })
})

describe('a voice note', () => {
  const voice = { mediaId: 'med_v', type: 'audio/webm', size: 1, durationMs: 60_000, waveform: [0, 50, 100, 20] }
  const position = () => screen.getByRole('slider', { name: en.media.position })

  test('is sought through by keys, a few seconds at a time, and never beyond its ends', () => {
    const page = draw({ kind: 'voice', text: '', voice })
    const audio = page.querySelector('audio')!
    expect(position().getAttribute('aria-valuetext')).toBe('0:00 of 1:00')
    fireEvent.keyDown(position(), { key: 'ArrowRight' })
    expect(position().getAttribute('aria-valuetext')).toBe('0:05 of 1:00')
    expect(audio.currentTime).toBe(5)
    fireEvent.keyDown(position(), { key: 'End' })
    fireEvent.keyDown(position(), { key: 'ArrowRight' })
    expect(position().getAttribute('aria-valuenow')).toBe('60')
    fireEvent.keyDown(position(), { key: 'Home' })
    fireEvent.keyDown(position(), { key: 'ArrowLeft' })
    expect(position().getAttribute('aria-valuenow')).toBe('0')
  })

  test('shows what was heard in its wave', () => {
    const page = draw({ kind: 'voice', text: '', voice })
    expect(page.querySelectorAll('rect')).toHaveLength(4)
    expect(page.querySelectorAll('rect.fill-accent')).toHaveLength(0)
    for (let at = 0; at < 6; at += 1) fireEvent.keyDown(position(), { key: 'ArrowRight' })
    expect(page.querySelectorAll('rect.fill-accent')).toHaveLength(2)
  })

  test('falls silent when something else begins', () => {
    const page = draw({ kind: 'voice', text: '', voice })
    const audio = page.querySelector('audio')!
    const pause = vi.spyOn(audio, 'pause').mockImplementation(() => {})
    fireEvent.play(audio)
    expect(pause).not.toHaveBeenCalled()
    playAlone(document.createElement('video'))
    expect(pause).toHaveBeenCalledOnce()
  })
})

test('nothing of any kind carries a style attribute, which the policy would refuse', () => {
  const items = Array.from({ length: 5 }, (_, n) => photo(n))
  const page = draw({ kind: 'album', text: '*Five*', items })
  expect(page.querySelector('[style]')).toBeNull()
})
