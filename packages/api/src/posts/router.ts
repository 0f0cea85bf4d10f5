import {
  ChannelRef,
  EditPost,
  LatePosts,
  ListPosts,
  Ok,
  PinnedPosts,
  PinPost,
  Post,
  PostHits,
  PostPage,
  PostRef,
  PublishPost,
  SearchPosts,
} from '@carillon/contract'
import { memberProcedure, ok, publicProcedure, router } from '../core/trpc.ts'
import { deletePost, editPost, pinPost } from './change.ts'
import { listLatePosts, listLivePosts, listPinnedPosts } from './list.ts'
import { publishPost } from './publish.ts'
import { getPost } from './read.ts'
import { searchPosts } from './search.ts'

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
  delete: memberProcedure
    .input(PostRef)
    .output(Ok)
    .mutation(({ ctx, input }) => ok(deletePost(ctx, input))),
  pin: memberProcedure
    .input(PinPost)
    .output(Post)
    .mutation(({ ctx, input }) => pinPost(ctx, input)),
})
