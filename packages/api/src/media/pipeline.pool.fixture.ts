import type { PhotoJob } from './pipeline.worker.ts'

/** A worker that does what the job's bytes say. */
process.on('message', ({ bytes }: PhotoJob) => {
  const wish = Buffer.from(bytes).toString()
  if (wish === 'die') process.kill(process.pid, 'SIGKILL')
  if (wish === 'refuse') process.send!({ code: 'media.too_many_pixels' })
  if (wish === 'spin') for (;;);
  if (wish === 'work') process.send!({ done: { thumbhash: String(process.pid) } })
})
process.send!('ready')
