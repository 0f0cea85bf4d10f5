import type { Post, PostHit } from '@carillon/contract'
import { PostView } from '@carillon/ui'
import { countPost } from '../counting/counting.ts'
import { PostMenu } from '../post/PostMenu.tsx'
import { usePoll } from '../post/polls.ts'
import { useReactions } from '../post/reactions.ts'
import { useWords } from '../site/island.tsx'
import { forwardPath, link, postPath } from '../site/links.ts'

/** A post in a list of its channel. */
export function PostItem(props: { post: Post; sharing: boolean; matches?: PostHit['matches'] }) {
  const ui = useWords()
  const poll = usePoll(() => props.post)
  const reactions = useReactions(() => props.post)
  return (
    <li class="border-b border-line py-6" ref={(item) => countPost(item, props.post)}>
      <PostView
        post={props.post}
        href={postPath(ui.locale, props.post)}
        mentionHref={(handle) => link(ui.locale, `/c/${handle}`)}
        originHref={({ handle, postId }) => forwardPath(ui.locale, { handle, id: postId })}
        matches={props.matches}
        poll={poll()}
        reactions={reactions()}
        sharing={props.sharing}
        actions={<PostMenu post={props.post} sharing={props.sharing} />}
      />
    </li>
  )
}
