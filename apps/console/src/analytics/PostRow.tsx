import type { PostFigures } from '@carillon/contract'
import { A } from '@solidjs/router'
import { For } from 'solid-js'
import { Moment } from '../erasures/Moment.tsx'
import { useWords } from '../interface.ts'
import { postName } from './postName.ts'

/** One post in numbers; its name leads to all of them. */
export function PostRow(props: { handle: string; post: PostFigures }) {
  const ui = useWords()
  const facts = () => {
    const { views, reactions, votes, forwards, clicks, gained } = props.post
    const t = ui.t.analytics
    const rest = [
      reactions !== 0 && t.reactions(reactions),
      votes !== 0 && t.votes(votes),
      forwards !== 0 && t.forwards(forwards),
      clicks !== 0 && t.clicks(clicks),
      gained !== 0 && t.followersGained(gained),
    ]
    return [t.views(views), ...rest.filter((fact) => fact !== false)]
  }
  return (
    <li class="flex flex-col gap-0.5 py-3 first:pt-0 last:pb-0">
      <A
        href={`/c/${props.handle}/analytics/${props.post.postId}`}
        dir="auto"
        class="link line-clamp-2 font-medium"
        classList={{ 'text-muted!': props.post.excerpt === null }}
      >
        {postName(ui, props.post)}
      </A>
      <p class="text-sm text-muted tabular-nums">
        {ui.t.analytics.kinds[props.post.kind]} · <Moment instant={props.post.publishedAt} />
      </p>
      <ul class="flex flex-wrap gap-x-4 text-sm tabular-nums">
        <For each={facts()}>{(fact) => <li>{fact}</li>}</For>
      </ul>
    </li>
  )
}
