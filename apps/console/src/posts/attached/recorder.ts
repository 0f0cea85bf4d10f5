import { LIMITS } from '@carillon/contract'
import { createSignal, onCleanup } from 'solid-js'

export type RecorderState = 'idle' | 'asking' | 'recording' | 'paused'
/** Why nothing can be recorded. */
export type RecorderFault = 'denied' | 'none' | 'busy' | 'insecure'

/** The first that this browser records in. */
const TYPES = ['audio/webm;codecs=opus', 'audio/ogg;codecs=opus', 'audio/mp4']
/** Bits a second: speech sounds well, and the largest voice note lasts three quarters of an hour. */
const BITS = 48_000
/** Bytes before the limit at which it stops by itself. */
const MARGIN = 100_000
/** As many levels are shown, one for each of so many milliseconds. */
const LEVELS = 60
const TICK = 80

/** Records a voice note, and tells how loud it is and how long. */
export function createRecorder(onDone: (file: File) => void) {
  const [state, setState] = createSignal<RecorderState>('idle')
  const [fault, setFault] = createSignal<RecorderFault>()
  const [elapsed, setElapsed] = createSignal(0)
  const [levels, setLevels] = createSignal<number[]>([])
  let recorder: MediaRecorder | undefined
  let stop = () => {}

  async function start(): Promise<void> {
    setFault(undefined)
    setState('asking')
    const stream = await askForMicrophone().catch((error: unknown) => {
      setFault(faultOf(error))
      setState('idle')
    })
    if (!stream) return
    if (state() !== 'asking') return stream.getTracks().forEach((track) => track.stop())
    const type = TYPES.find((name) => MediaRecorder.isTypeSupported(name))
    recorder = new MediaRecorder(stream, { ...(type && { mimeType: type }), audioBitsPerSecond: BITS })
    const loudness = listen(stream)
    const chunks: Blob[] = []
    let size = 0
    recorder.ondataavailable = ({ data }) => {
      chunks.push(data)
      size += data.size
      if (size > LIMITS.voiceBytes - MARGIN) finish()
    }
    recorder.onstop = () => {
      const kept = recorder?.mimeType ?? ''
      stop()
      const plain = kept.split(';')[0]!
      if (size > 0) onDone(new File(chunks, `voice.${plain.split('/')[1]}`, { type: plain }))
    }
    const timer = setInterval(() => {
      if (state() !== 'recording') return
      setElapsed((before) => before + TICK)
      setLevels((before) => [...before, loudness.level()].slice(-LEVELS))
    }, TICK)
    stop = () => {
      stop = () => {}
      clearInterval(timer)
      loudness.stop()
      stream.getTracks().forEach((track) => track.stop())
      recorder = undefined
      setState('idle')
      setElapsed(0)
      setLevels([])
    }
    recorder.start(1_000)
    setState('recording')
  }

  const finish = () => recorder?.state !== 'inactive' && recorder?.stop()
  function cancel(): void {
    if (recorder) recorder.onstop = null
    finish()
    stop()
    setState('idle')
  }
  onCleanup(cancel)

  return {
    state,
    fault,
    /** Milliseconds so far. */
    elapsed,
    /** How loud it was lately, 0 to 100. */
    levels,
    start,
    finish,
    cancel,
    togglePause(): void {
      const pausing = state() === 'recording'
      if (pausing) recorder?.pause()
      else recorder?.resume()
      setState(pausing ? 'paused' : 'recording')
    },
  }
}

async function askForMicrophone(): Promise<MediaStream> {
  if (!navigator.mediaDevices || typeof MediaRecorder === 'undefined') throw new Error('insecure')
  return navigator.mediaDevices.getUserMedia({ audio: { echoCancellation: true, noiseSuppression: true } })
}

function faultOf(error: unknown): RecorderFault {
  const name = error instanceof DOMException ? error.name : ''
  if (name === 'NotAllowedError' || name === 'SecurityError') return 'denied'
  if (name === 'NotFoundError' || name === 'OverconstrainedError') return 'none'
  return name === '' ? 'insecure' : 'busy'
}

function listen(stream: MediaStream) {
  const context = new AudioContext()
  const analyser = context.createAnalyser()
  context.createMediaStreamSource(stream).connect(analyser)
  const samples = new Float32Array(analyser.fftSize)
  return {
    level(): number {
      analyser.getFloatTimeDomainData(samples)
      const mean = samples.reduce((sum, sample) => sum + sample ** 2, 0) / samples.length
      return Math.min(100, Math.round(Math.sqrt(mean) * 300))
    },
    stop: () => void context.close(),
  }
}
