import { splitProps, type JSX } from 'solid-js'

type IconProps = JSX.SvgSVGAttributes<SVGSVGElement>

/** Drawn at the size of the words beside it; hidden from screen readers, which get those words. */
function Icon(props: IconProps) {
  const [own, rest] = splitProps(props, ['class', 'children'])
  return (
    <svg
      viewBox="0 0 24 24"
      width="1em"
      height="1em"
      fill="none"
      stroke="currentColor"
      stroke-width="2"
      stroke-linecap="round"
      stroke-linejoin="round"
      aria-hidden="true"
      {...rest}
      class={`shrink-0 ${own.class ?? ''}`}
    >
      {own.children}
    </svg>
  )
}

/** The mark of Carillon: a bell, rung. */
export const BellMark = (props: IconProps) => (
  <Icon {...props} stroke-width="1.75">
    <path d="M12 3.5v1.2" />
    <path
      d="M5.2 17.6c1.2-1.4 1.7-3 1.7-5.6 0-4 2-6.8 5.1-7.3 3.1.5 5.1 3.3 5.1 7.3 0 2.6.5 4.2 1.7 5.6z"
      fill="currentColor"
      fill-opacity="0.18"
    />
    <path d="M10.3 17.9a1.75 1.75 0 0 0 3.4 0" />
    <path d="M3.4 7.6c-.6 1.5-.8 3-.5 4.6M20.6 7.6c.6 1.5.8 3 .5 4.6" />
  </Icon>
)

export const VerifiedIcon = (props: IconProps) => (
  <Icon {...props} stroke="none" fill="currentColor">
    <path
      fill-rule="evenodd"
      d="m12 1.8 2.5 2.1 3.3-.3 1 3.1 2.8 1.7-1 3.1 1 3.2-2.8 1.7-1 3.1-3.3-.3L12 21.3l-2.5-2.1-3.3.3-1-3.1-2.8-1.7 1-3.2-1-3.1 2.8-1.7 1-3.1 3.3.3zm4.9 7.1-1.4-1.4-4.7 4.7-2.2-2.2-1.4 1.4 3.6 3.6z"
    />
  </Icon>
)

export const ForwardIcon = (props: IconProps) => (
  <Icon {...props}>
    <path d="m14 6 6 5-6 5M20 11h-9a7 7 0 0 0-7 7v1" />
  </Icon>
)

/** A smile to be added. */
export const ReactIcon = (props: IconProps) => (
  <Icon {...props}>
    <path d="M20.4 11.5a9 9 0 1 1-7.9-8.5M8.5 14.5s1.2 2 3.5 2 3.5-2 3.5-2M9 9.5v.01M14.5 9.5v.01M19 2.5v6M16 5.5h6" />
  </Icon>
)

export const QuestionIcon = (props: IconProps) => (
  <Icon {...props}>
    <circle cx="12" cy="12" r="9.5" />
    <path d="M9.4 9.2a2.7 2.7 0 0 1 5.2.9c0 1.8-2.6 2.3-2.6 3.9M12 17.2v.01" />
  </Icon>
)

export const PinIcon = (props: IconProps) => (
  <Icon {...props}>
    <path d="M12 16.5V22M8 3h8M9 3v6.5L5.5 14v2.5h13V14L15 9.5V3" />
  </Icon>
)

export const HourglassIcon = (props: IconProps) => (
  <Icon {...props}>
    <path d="M6 2.5h12M6 21.5h12M7.5 2.5V6c0 3 4.5 4 4.5 6s-4.5 3-4.5 6v3.5M16.5 2.5V6c0 3-4.5 4-4.5 6s4.5 3 4.5 6v3.5" />
  </Icon>
)

export const SilentIcon = (props: IconProps) => (
  <Icon {...props}>
    <path d="M9 5.2a6 6 0 0 1 9 5.3c0 2.3.4 4 1 5.2M6.3 8.6c-.2.6-.3 1.2-.3 1.9 0 4-1 6-2 7h13M10.3 20.5a2 2 0 0 0 3.4 0M3 3l18 18" />
  </Icon>
)

export const WarningIcon = (props: IconProps) => (
  <Icon {...props}>
    <path d="M12 3.5 2.5 20h19zM12 10v4.5M12 17.2v.01" />
  </Icon>
)

export const CheckIcon = (props: IconProps) => (
  <Icon {...props} stroke-width="3">
    <path d="m4.5 12.5 5 5 10-11" />
  </Icon>
)

export const CrossIcon = (props: IconProps) => (
  <Icon {...props} stroke-width="3">
    <path d="m6 6 12 12M18 6 6 18" />
  </Icon>
)

export const MoreIcon = (props: IconProps) => (
  <Icon {...props} stroke="none" fill="currentColor">
    <circle cx="5" cy="12" r="1.75" />
    <circle cx="12" cy="12" r="1.75" />
    <circle cx="19" cy="12" r="1.75" />
  </Icon>
)

export const PlayIcon = (props: IconProps) => (
  <Icon {...props} fill="currentColor">
    <path d="M8 5.5v13l10.5-6.5z" />
  </Icon>
)

export const PauseIcon = (props: IconProps) => (
  <Icon {...props} stroke-width="3.5">
    <path d="M8.5 6v12M15.5 6v12" />
  </Icon>
)

export const DocumentIcon = (props: IconProps) => (
  <Icon {...props}>
    <path d="M14 2.5H6.5v19h11V6zM14 2.5V6h3.5M9.5 12h5M9.5 16h5" />
  </Icon>
)

export const DownloadIcon = (props: IconProps) => (
  <Icon {...props}>
    <path d="M12 3.5V15M7 10.5l5 5 5-5M4.5 20.5h15" />
  </Icon>
)

export const CloseIcon = (props: IconProps) => (
  <Icon {...props}>
    <path d="m5.5 5.5 13 13M18.5 5.5l-13 13" />
  </Icon>
)

/** Points onwards, as one reads. */
export const ChevronIcon = (props: IconProps) => (
  <Icon {...props}>
    <path d="m9 5 7 7-7 7" />
  </Icon>
)

export const ArrowUpIcon = (props: IconProps) => (
  <Icon {...props}>
    <path d="M12 19.500v-15M5.500 11 12 4.500l6.500 6.500" />
  </Icon>
)

export const BellIcon = (props: IconProps) => (
  <Icon {...props}>
    <path d="M5 17.500c1-1 2-3 2-7a5 5 0 0 1 10 0c0 4 1 6 2 7zM10.300 20.500a2 2 0 0 0 3.400 0" />
  </Icon>
)
