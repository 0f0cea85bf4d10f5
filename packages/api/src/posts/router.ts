import {
  AlsoEditing,
  ChannelRef,
  EditingPost,
  EditPost,
  ForwardPost,
  LatePosts,
  ListPosts,
  Ok,
  PinnedPosts,
  PinPost,
  Post,
  PostHits,
  PostPage,
  PostRef,
  PostVersions,
  PublishPost,
  Reviews,
  SearchPosts,
} from '@carillon/contract'
import { accountProcedure, memberProcedure, ok, publicProcedure, router } from '../core/trpc.ts'
import { deletePost, editPost, pinPost } from './change.ts'
import { editingPost } from './editing.ts'
import { forwardPost } from './forward.ts'
import { listLatePosts, listLivePosts, listPinnedPosts } from './list.ts'
import { publishPost } from './publish.ts'
import { getPost } from './read.ts'
import { listPostReviews } from './reviews.ts'
import { searchPosts } from './search.ts'
import { listVersions } from './versions.ts'

export const postsRouter = router({
  list: publicProcedure
    .input(ListPosts)
    .output(PostPage)
    .query(({ ctx, input }) => listLivePosts(ctx, input)),
  late: memberProcedure
    .input(ChannelRef)
    .output(LatePosts)
    .query(({ ctx, input }) => listLatePosts(ctx, input.handle)),
  pinned: publicProcedure
    .input(ChannelRef)
    .output(PinnedPosts)
    .query(({ ctx, input }) => listPinnedPosts(ctx, input.handle)),
  get: publicProcedure
    .input(PostRef)
    .output(Post)
    .query(({ ctx, input }) => getPost(ctx, input)),
  search: publicProcedure
    .input(SearchPosts)
    .output(PostHits)
    .query(({ ctx, input }) => searchPosts(ctx, input)),
  publish: memberProcedure
    .input(PublishPost)
    .output(Post)
    .mutation(({ ctx, input }) => publishPost(ctx, input)),
  edit: memberProcedure
    .input(EditPost)
    .output(Post)
    .mutation(({ ctx, input }) => editPost(ctx, input)),
  forward: accountProcedure
    .input(ForwardPost)
    .output(Post)
    .mutation(({ ctx, input }) => forwardPost(ctx, input)),
  versions: accountProcedure
    .input(PostRef)
    .output(PostVersions)
    .query(({ ctx, input }) => listVersions(ctx, input)),
  reviews: accountProcedure
    .input(PostRef)
    .output(Reviews)
    .query(({ ctx, input }) => listPostReviews(ctx, input)),
  editing: accountProcedure
    .input(EditingPost)
    .output(AlsoEditing)
    .mutation(({ ctx, input }) => editingPost(ctx, ctx.actor, input)),
  delete: memberProcedure
    .input(PostRef)
    .output(Ok)
    .mutation(({ ctx, input }) => ok(deletePost(ctx, input))),
  pin: memberProcedure
    .input(PinPost)
    .output(Post)
    .mutation(({ ctx, input }) => pinPost(ctx, input)),
})
