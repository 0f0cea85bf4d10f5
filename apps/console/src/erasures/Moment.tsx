import { useWords } from '../interface.ts'

/** When something happened, however long ago: `6 Oct 2026, 14:03`. */
export function Moment(props: { instant: number }) {
  const ui = useWords()
  return (
    <time dateTime={new Date(props.instant).toISOString()} title={ui.format.moment(props.instant)}>
      {ui.format.day(props.instant)}, {ui.format.hour(props.instant)}
    </time>
  )
}
