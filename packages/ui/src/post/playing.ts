let playing: HTMLMediaElement | undefined

/** What begins to play lets everything else of the page fall silent. */
export function playAlone(element: HTMLMediaElement): void {
  if (playing && playing !== element) playing.pause()
  playing = element
}
