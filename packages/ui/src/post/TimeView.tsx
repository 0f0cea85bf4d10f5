import { useMessages } from '../interface.tsx'

/** How long ago; the moment itself for who points at it, and for machines. */
export function TimeView(props: { instant: number; title?: string }) {
  const ui = useMessages()
  return (
    <time datetime={new Date(props.instant).toISOString()} title={props.title ?? ui.format.moment(props.instant)}>
      {ui.format.relative(props.instant, ui.now())}
    </time>
  )
}
