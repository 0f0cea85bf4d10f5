import {
  CreateWebhook,
  Delivery,
  DeliveryPage,
  DeliveryRef,
  EditWebhook,
  ListDeliveries,
  ListWebhooks,
  NewWebhook,
  Ok,
  Webhook,
  WebhookRef,
  Webhooks,
} from '@carillon/contract'
import { accountProcedure, ok, router } from '../core/trpc.ts'
import { listDeliveries, redeliver, sendTest } from './deliveries.ts'
import { createWebhook, editWebhook, listWebhooks, removeWebhook, rotateSecret } from './service.ts'

export const webhooksRouter = router({
  list: accountProcedure
    .input(ListWebhooks)
    .output(Webhooks)
    .query(({ ctx, input }) => listWebhooks(ctx, input.handle)),
  create: accountProcedure
    .input(CreateWebhook)
    .output(NewWebhook)
    .mutation(({ ctx, input }) => createWebhook(ctx, input)),
  edit: accountProcedure
    .input(EditWebhook)
    .output(Webhook)
    .mutation(({ ctx, input }) => editWebhook(ctx, input)),
  remove: accountProcedure
    .input(WebhookRef)
    .output(Ok)
    .mutation(({ ctx, input }) => ok(removeWebhook(ctx, input))),
  rotateSecret: accountProcedure
    .input(WebhookRef)
    .output(NewWebhook)
    .mutation(({ ctx, input }) => rotateSecret(ctx, input)),
  test: accountProcedure
    .input(WebhookRef)
    .output(Delivery)
    .mutation(({ ctx, input }) => sendTest(ctx, input)),
  deliveries: accountProcedure
    .input(ListDeliveries)
    .output(DeliveryPage)
    .query(({ ctx, input }) => listDeliveries(ctx, input)),
  redeliver: accountProcedure
    .input(DeliveryRef)
    .output(Delivery)
    .mutation(({ ctx, input }) => redeliver(ctx, input)),
})
