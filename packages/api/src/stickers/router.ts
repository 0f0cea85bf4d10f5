import {
  ChannelRef,
  CreatePack,
  EditPack,
  EditSticker,
  Ok,
  PackRef,
  Sticker,
  StickerPack,
  StickerPacks,
  StickerRef,
} from '@carillon/contract'
import { memberProcedure, ok, operatorProcedure, router } from '../core/trpc.ts'
import { createPack, editPack, editSticker, listPacks, listSharedPacks, removePack, removeSticker } from './service.ts'

export const stickersRouter = router({
  packs: memberProcedure
    .input(ChannelRef)
    .output(StickerPacks)
    .query(({ ctx, input }) => listPacks(ctx, input)),
  sharedPacks: operatorProcedure.output(StickerPacks).query(({ ctx }) => listSharedPacks(ctx)),
  createPack: memberProcedure
    .input(CreatePack)
    .output(StickerPack)
    .mutation(({ ctx, input }) => createPack(ctx, input)),
  editPack: memberProcedure
    .input(EditPack)
    .output(StickerPack)
    .mutation(({ ctx, input }) => editPack(ctx, input)),
  editSticker: memberProcedure
    .input(EditSticker)
    .output(Sticker)
    .mutation(({ ctx, input }) => editSticker(ctx, input)),
  removePack: memberProcedure
    .input(PackRef)
    .output(Ok)
    .mutation(({ ctx, input }) => ok(removePack(ctx, input))),
  removeSticker: memberProcedure
    .input(StickerRef)
    .output(Ok)
    .mutation(({ ctx, input }) => ok(removeSticker(ctx, input))),
})
