import { codeOf } from '../site/code.ts'

/** Modules of white around it, which cameras need. */
const QUIET = 3

/** A text as a code for a camera: black on white, also where the page is dark. */
export default function CodePicture(props: { text: string; label: string }) {
  const code = () => codeOf(props.text, QUIET)
  return (
    <svg
      role="img"
      aria-label={props.label}
      viewBox={`0 0 ${code().size} ${code().size}`}
      shape-rendering="crispEdges"
      class="size-44 shrink-0 rounded-md"
    >
      <path fill="#fff" d={`M0 0h${code().size}v${code().size}H0z`} />
      <path fill="#000" d={code().path} />
    </svg>
  )
}
