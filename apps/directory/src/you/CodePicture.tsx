import { encode } from 'uqr'

/** Modules of white around it, which cameras need. */
const QUIET = 3

/** A text as a code for a camera: black on white, also where the page is dark. */
export default function CodePicture(props: { text: string; label: string }) {
  const code = () => encode(props.text, { ecc: 'M', border: QUIET })
  const path = () =>
    code()
      .data.flatMap((row, y) => row.flatMap((isDark, x) => (isDark ? [`M${x} ${y}h1v1h-1z`] : [])))
      .join('')
  return (
    <svg
      role="img"
      aria-label={props.label}
      viewBox={`0 0 ${code().size} ${code().size}`}
      shape-rendering="crispEdges"
      class="size-44 shrink-0 rounded-md"
    >
      <path fill="#fff" d={`M0 0h${code().size}v${code().size}H0z`} />
      <path fill="#000" d={path()} />
    </svg>
  )
}
