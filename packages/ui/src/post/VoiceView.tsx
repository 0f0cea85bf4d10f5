import type { Voice } from '@carillon/contract'
import { createSignal, type JSX } from 'solid-js'
import { PauseIcon, PlayIcon } from '../icons.tsx'
import { useMessages } from '../interface.tsx'
import { playAlone } from './playing.ts'
import { WaveformView } from './WaveformView.tsx'

const SPEEDS = [1, 1.5, 2]
/** As far as an arrow key goes, seconds. */
const STEP = 5

/** `src`: where its sound is, if not on the server. */
export function VoiceView(props: { voice: Omit<Voice, 'mediaId' | 'type' | 'size'>; src: string }) {
  const ui = useMessages()
  let audio!: HTMLAudioElement
  const [playing, setPlaying] = createSignal(false)
  const [at, setAt] = createSignal(0)
  const [speed, setSpeed] = createSignal(1)
  const length = () => props.voice.durationMs / 1000
  const time = (seconds: number) => ui.format.playtime(seconds * 1000)
  const toggle = () => (audio.paused ? void audio.play().catch(() => setPlaying(false)) : audio.pause())
  const seek = (seconds: number) => {
    const to = Math.min(Math.max(0, seconds), length())
    setAt(to)
    audio.currentTime = to
  }
  const onKeyDown: JSX.EventHandler<HTMLElement, KeyboardEvent> = (event) => {
    const steps: Record<string, number> = { ArrowLeft: -STEP, ArrowDown: -STEP, ArrowRight: STEP, ArrowUp: STEP }
    const to = { Home: 0, End: length() }[event.key] ?? at() + (steps[event.key] ?? NaN)
    if (Number.isNaN(to)) return
    event.preventDefault()
    seek(to)
  }
  const changeSpeed = () => {
    setSpeed(SPEEDS[(SPEEDS.indexOf(speed()) + 1) % SPEEDS.length]!)
    audio.playbackRate = speed()
  }
  return (
    <div role="group" aria-label={ui.t.media.voice} class="flex items-center gap-3 rounded-md bg-sunken p-3">
      <audio
        ref={audio}
        src={props.src}
        preload="none"
        onPlay={() => {
          setPlaying(true)
          playAlone(audio)
        }}
        onPause={() => setPlaying(false)}
        onTimeUpdate={() => setAt(audio.currentTime)}
        onEnded={() => setAt(0)}
        onPlaying={() => (audio.playbackRate = speed())}
      />
      <button
        type="button"
        aria-label={playing() ? ui.t.media.pause : ui.t.media.play}
        class="flex size-11 shrink-0 items-center justify-center rounded-full bg-accent text-xl text-on-accent hover:bg-accent-strong"
        onClick={toggle}
      >
        {playing() ? <PauseIcon /> : <PlayIcon />}
      </button>
      <div class="min-w-0 flex-1">
        <div
          role="slider"
          tabindex="0"
          aria-label={ui.t.media.position}
          aria-valuemin="0"
          aria-valuemax={Math.round(length())}
          aria-valuenow={Math.round(at())}
          aria-valuetext={ui.t.media.at(time(at()), time(length()))}
          class="cursor-pointer touch-none rounded-sm"
          dir="ltr"
          onKeyDown={onKeyDown}
          onPointerDown={(event) => {
            event.currentTarget.setPointerCapture(event.pointerId)
            seek(placeOf(event) * length())
          }}
          onPointerMove={(event) => event.buttons === 1 && seek(placeOf(event) * length())}
        >
          <WaveformView heights={props.voice.waveform} share={length() > 0 ? at() / length() : 0} />
        </div>
        <p class="flex justify-between text-xs text-muted tabular-nums" aria-hidden="true">
          <span>{time(at())}</span>
          <span>{time(length())}</span>
        </p>
      </div>
      <button
        type="button"
        aria-label={ui.t.media.speed(ui.format.number(speed()))}
        class="min-h-9 min-w-12 shrink-0 rounded-full border border-edge px-2 text-xs font-semibold tabular-nums hover:bg-surface"
        onClick={changeSpeed}
      >
        {ui.format.number(speed())}×
      </button>
    </div>
  )
}

/** Which share of a thing lies before the pointer. */
function placeOf(event: PointerEvent & { currentTarget: HTMLElement }): number {
  const { left, width } = event.currentTarget.getBoundingClientRect()
  return width > 0 ? (event.clientX - left) / width : 0
}
