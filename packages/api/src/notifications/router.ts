import { Notifications, NotificationSettings, Ok, PushTarget } from '@carillon/contract'
import { ok, publicProcedure, router } from '../core/trpc.ts'
import { editNotifications, getNotifications, subscribe, unsubscribe } from './service.ts'

export const notificationsRouter = router({
  get: publicProcedure.output(Notifications).query(({ ctx }) => getNotifications(ctx)),
  subscribe: publicProcedure
    .input(PushTarget)
    .output(Ok)
    .mutation(({ ctx, input }) => ok(subscribe(ctx, input))),
  unsubscribe: publicProcedure.output(Ok).mutation(({ ctx }) => ok(unsubscribe(ctx))),
  edit: publicProcedure
    .input(NotificationSettings)
    .output(Notifications)
    .mutation(({ ctx, input }) => editNotifications(ctx, input)),
})
