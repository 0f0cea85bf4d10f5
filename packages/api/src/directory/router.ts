import { DirectoryPage, ListDirectory, SearchChannels, SearchResult } from '@carillon/contract'
import { publicProcedure, router } from '../core/trpc.ts'
import { listDirectory, searchChannels } from './service.ts'

export const directoryRouter = router({
  search: publicProcedure
    .input(SearchChannels.prefault({}))
    .output(SearchResult)
    .query(({ ctx, input }) => searchChannels(ctx, input)),
  list: publicProcedure
    .input(ListDirectory.prefault({}))
    .output(DirectoryPage)
    .query(({ ctx, input }) => listDirectory(ctx, input)),
})
