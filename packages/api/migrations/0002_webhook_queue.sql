CREATE INDEX `deliveries_queue` ON `webhook_deliveries` (`state`,`webhook_id`,`next_at`,`seq`);--> statement-breakpoint
CREATE INDEX `deliveries_log` ON `webhook_deliveries` (`webhook_id`,`id`);