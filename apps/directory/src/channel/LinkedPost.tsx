import { createSignal, Match, onCleanup, onMount, Switch } from 'solid-js'
import type { Post } from '@carillon/contract'
import { EmptyState, PostSkeleton, PostView } from '@carillon/ui'
import { countPost } from '../counting/counting.ts'
import { onLive } from '../live/live.ts'
import { PostMenu } from '../post/PostMenu.tsx'
import { usePoll } from '../post/polls.ts'
import { useReactions } from '../post/reactions.ts'
import { ApiError } from '../site/api.ts'
import { useApi, useWords } from '../site/island.tsx'
import { forwardPath, link } from '../site/links.ts'

/** The post that the address names, before all others; or what has become of it. */
export function LinkedPost(props: { handle: string; postId: string; sharing: boolean }) {
  const ui = useWords()
  const t = () => ui.t.site.channel
  const api = useApi()
  const [post, setPost] = createSignal<Post>()
  const [problem, setProblem] = createSignal<ApiError['code']>()
  onMount(async () => {
    try {
      setPost(await api.query('posts.get', { handle: props.handle, postId: props.postId }))
    } catch (error) {
      setProblem(error instanceof ApiError ? error.code : 'server.internal')
    }
  })
  onCleanup(
    onLive((event) => {
      if (event.type === 'edited' && event.post.id === props.postId) setPost(event.post)
      if (event.type !== 'gone' || event.postId !== props.postId) return
      setProblem(live() ? 'posts.not_found' : 'posts.expired')
      setPost(undefined)
    }),
  )
  const live = () => {
    const known = post()
    return known && known.expiresAt > ui.now() ? known : undefined
  }
  const poll = usePoll(live)
  const reactions = useReactions(live)
  const isExpired = () => problem() === 'posts.expired' || (post() && !live())
  return (
    <Switch>
      <Match when={live()}>
        {(shown) => (
          <section class="mb-10 scroll-mt-4" aria-label={t().linked} ref={comeIntoView}>
            <h2 class="eyebrow border-b border-line pb-2">{t().linked}</h2>
            <div class="border-s-2 border-accent bg-accent-soft/40 px-4 py-5" ref={(item) => countPost(item, shown())}>
              <PostView
                post={shown()}
                expiry="always"
                poll={poll()}
                reactions={reactions()}
                mentionHref={(handle) => link(ui.locale, `/c/${handle}`)}
                originHref={({ handle, postId }) => forwardPath(ui.locale, { handle, id: postId })}
                sharing={props.sharing}
                actions={<PostMenu post={shown()} sharing={props.sharing} />}
              />
            </div>
          </section>
        )}
      </Match>
      <Match when={isExpired()}>
        <Notice title={t().expired} hint={t().expiredHint} />
      </Match>
      <Match when={problem() === 'posts.not_found'}>
        <Notice title={t().missing} hint={t().missingHint} />
      </Match>
      <Match when={!problem()}>
        <div class="mb-10">
          <PostSkeleton />
        </div>
      </Match>
    </Switch>
  )
}

/** On a narrow page the channel's profile stands above; whoever hasn't scrolled yet came for the post. */
function comeIntoView(section: HTMLElement): void {
  requestAnimationFrame(() => {
    const isFarDown = section.getBoundingClientRect().top > innerHeight / 2
    if (isFarDown && scrollY === 0) section.scrollIntoView()
  })
}

function Notice(props: { title: string; hint: string }) {
  return (
    <div role="status" class="mb-10 scroll-mt-4 rounded-md bg-sunken" ref={comeIntoView}>
      <EmptyState {...props} />
    </div>
  )
}
