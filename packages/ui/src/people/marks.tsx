import { QuestionIcon, VerifiedIcon } from '../icons.tsx'

/** Beside a channel's name. `label` is read out; `detail` is shown to who points at it. */
export function VerifiedMark(props: { label: string; detail?: string }) {
  return (
    <span class="inline-flex align-[-0.125em] text-accent" title={props.detail ?? props.label}>
      <VerifiedIcon />
      <span class="sr-only">{props.label}</span>
    </span>
  )
}

/** Says that an imported channel isn't run by the organisation it is named after. */
export function UnclaimedMark(props: { label: string; detail?: string }) {
  return (
    <span
      class="inline-flex items-center gap-1 rounded-full border border-edge px-2 text-xs whitespace-nowrap text-muted"
      title={props.detail}
    >
      <QuestionIcon />
      {props.label}
    </span>
  )
}
