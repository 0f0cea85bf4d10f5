export const en = {
  video: 'Video without a description',
  voice: 'Voice note',
  play: 'Play',
  pause: 'Pause',
  position: 'Position',
  at: (time: string, of: string) => `${time} of ${of}`,
  speed: (times: string) => `Speed: ${times} times`,
  download: 'Download',
  album: 'Photos and videos',
  place: (n: number, of: number) => `${n} of ${of}`,
  previous: 'Previous',
  next: 'Next',
}

export type Media = typeof en
