import type { PostFigures } from '@carillon/contract'
import type { Interface } from '@carillon/ui'
import type { Words } from '../interface.ts'

type Named = Pick<PostFigures, 'kind' | 'publishedAt' | 'excerpt'>

/** What a post says first; of one that says nothing, or nothing any more, what it was and when: `Photo, 3 May`. */
export function postName({ t, format }: Pick<Interface<Words>, 't' | 'format'>, post: Named): string {
  return post.excerpt || t.analytics.nameOf(t.analytics.kinds[post.kind], format.day(post.publishedAt))
}
