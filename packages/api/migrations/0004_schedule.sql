ALTER TABLE `drafts` ADD `scheduled_at` integer;--> statement-breakpoint
ALTER TABLE `drafts` ADD `clock` text;--> statement-breakpoint
ALTER TABLE `drafts` ADD `time_zone` text;--> statement-breakpoint
ALTER TABLE `drafts` ADD `repeat_days` integer;--> statement-breakpoint
ALTER TABLE `drafts` ADD `repeat_until` text;--> statement-breakpoint
ALTER TABLE `drafts` ADD `fault` text;--> statement-breakpoint
CREATE INDEX `drafts_schedule` ON `drafts` (`scheduled_at`);--> statement-breakpoint
ALTER TABLE `posts` ADD `late_ms` integer;