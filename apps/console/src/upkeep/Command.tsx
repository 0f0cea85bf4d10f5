/** A line to type at the server, and what for. */
export function Command(props: { hint: string; line: string }) {
  return (
    <div class="flex flex-col gap-2 border-t border-line pt-4 text-sm">
      <p class="text-pretty text-muted">{props.hint}</p>
      <code class="rounded-md bg-sunken px-3 py-2 text-xs wrap-anywhere" dir="ltr">
        {props.line}
      </code>
    </div>
  )
}
